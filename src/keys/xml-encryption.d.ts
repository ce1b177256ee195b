/** Floor 2: the part of xml-encryption that is used; the package has no types. */
declare module 'xml-encryption' {
  interface DecryptOptions {
    /** A private key as PEM. */
    readonly key: string;
    readonly disallowDecryptionWithInsecureAlgorithm: boolean;
    readonly warnInsecureAlgorithm: boolean;
  }
  /** Calls back before it returns. */
  export function decrypt(
    xml: string,
    options: DecryptOptions,
    callback: (error: Error | null, plain?: string) => void,
  ): void;
}
