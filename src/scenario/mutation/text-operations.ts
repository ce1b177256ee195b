/** Floor 1: what operations on written text, bytes and their encoding are told. */

/** Encodings that a message can be written in, besides UTF-8. */
export type EncodingName =
  'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be' | 'utf-7' | 'latin1' | 'ibm037';

/** Operations on the text, its bytes, and the value of the form field. */
export interface TextOperations {
  /** Replaces a text, the first place or all of them; it must stand there. */
  readonly 'replace-text': { readonly find: string; readonly with: string; readonly all?: boolean };
  /** Puts text before everything, behind everything, or (DOCTYPE) behind the XML declaration. */
  readonly 'add-text': { readonly where: 'start' | 'end' | 'prolog'; readonly text: string };
  /**
   * Writes a text many times behind another: bulk for size and depth. `$n` in it counts from 1. `close` is written as
   * often, right behind, and counts down: the end tags.
   */
  readonly 'repeat-text': {
    readonly after: string;
    readonly text: string;
    readonly times: number;
    readonly close?: string;
  };
  /** Replaces the XML declaration; empty takes it out. */
  readonly declaration: { readonly to: string };
  /**
   * Other bytes than UTF-8; the XML declaration is not changed. `mark` puts a byte order mark before it. `hide` names
   * the characters that UTF-7 writes as `+ADw-` behind the XML declaration: `<>&` unless said otherwise.
   */
  readonly 'encode-text': {
    readonly as: EncodingName;
    readonly mark?: boolean;
    readonly hide?: string;
  };
  /** Replaces bytes, written in hexadecimal; what is looked for may be a text (UTF-8) instead. */
  readonly 'replace-bytes': {
    readonly find?: string;
    readonly text?: string;
    readonly with: string;
    readonly all?: boolean;
  };
  /** DEFLATE as the HTTP-Redirect binding has it, or with zlib's header. `bulk` bytes of white space go behind the message. */
  readonly deflate: { readonly zlib?: boolean; readonly bulk?: number };
  /**
   * Another base64 than the usual one. `padded` makes the message end with `==`, so that something can stand behind it:
   * line ends are added to the message. `percent` is percent-encoding before that of the form.
   */
  readonly base64: {
    readonly as: 'url' | 'lines' | 'double' | 'unpadded' | 'padded' | 'percent';
  };
  /** Changes the value of the field; `at` counts characters. */
  readonly 'edit-field': {
    readonly start?: string;
    readonly end?: string;
    readonly insert?: { readonly at: number; readonly text: string };
  };
}
