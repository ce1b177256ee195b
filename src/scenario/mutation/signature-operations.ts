/** Floor 1: what operations on signatures and encryption are told. */

/** Whose key: `genuine` is the one that the SP trusts; others are named after the fixed pairs (`attacker-1`, …). */
type KeyName = string;

/** Operations on signatures; all of them work on the tree. */
export interface SignatureOperations {
  /** Signs as the vendor does; with `at` just that element, with `key` by somebody else. */
  readonly sign: {
    readonly at?: string;
    readonly key?: KeyName;
    readonly algorithm?: string;
    readonly digest?: string;
    /** Signature's prefix: `ds` or none. */
    readonly prefix?: string;
    /** How SignedInfo and the element are canonicalised; `exclusive` unless said otherwise. */
    readonly canonicalisation?: 'exclusive' | 'inclusive' | 'exclusive-with-comments';
    readonly inclusivePrefixes?: readonly string[];
    /** Leave KeyInfo out. */
    readonly keyInfo?: 'certificate' | 'none';
  };
  /** Computes DigestValue of a Reference anew, over what `of` leads to without what `omit` leads to. */
  readonly digest: {
    /** The ds:Reference; with `as` instead the digest is kept as `{kept.NAME}`. */
    readonly at?: string;
    readonly as?: string;
    readonly of?: string;
    /** Literal text is digested instead of an element. */
    readonly text?: string;
    readonly omit?: readonly string[];
    readonly algorithm?: string;
    readonly canonicalisation?:
      'exclusive' | 'inclusive' | 'exclusive-with-comments' | 'inclusive-with-comments';
    readonly inclusivePrefixes?: readonly string[];
  };
  /** Computes SignatureValue of a Signature anew over its (first) SignedInfo as it stands. */
  readonly resign: {
    readonly at: string;
    readonly key?: KeyName;
    /** How it is really signed; by default as SignatureMethod says. */
    readonly algorithm?: string;
    /** HMAC instead of a signature, and what is used as its secret. */
    readonly secret?: string;
    /** HMACOutputLength: only so many bits are left. */
    readonly bits?: number;
    /** Path of the SignedInfo to sign, where there are several. */
    readonly over?: string;
    /** This text is signed instead: what a canonicalisation that went wrong would give. */
    readonly text?: string;
  };
  /** Replaces KeyInfo. */
  readonly 'key-info': {
    readonly at: string;
    readonly certificates?: readonly KeyName[];
    /** Keys as bare numbers, RSAKeyValue. */
    readonly keyValues?: readonly KeyName[];
    /** Certificates by their issuer and number, X509IssuerSerial. */
    readonly issuerSerials?: readonly KeyName[];
    readonly xml?: string;
  };
  /** Encrypts an element (`EncryptedAssertion`, `EncryptedID`, `EncryptedAttribute`), to the SP unless said otherwise. */
  readonly encrypt: {
    readonly at: string;
    readonly to?: KeyName;
    /** `aes256-gcm` and `rsa-oaep-mgf1p` unless said otherwise. */
    readonly content?:
      'aes128-gcm' | 'aes192-gcm' | 'aes256-gcm' | 'aes128-cbc' | 'aes256-cbc' | 'tripledes-cbc';
    readonly transport?: 'rsa-oaep-mgf1p' | 'rsa-oaep' | 'rsa-1_5';
    /** Digest of OAEP, and of its mask where `rsa-oaep` leaves the choice. */
    readonly digest?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
    readonly mask?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
    /** Where EncryptedKey stands: in KeyInfo, or behind the data. */
    readonly key?: 'inside' | 'sibling';
    readonly recipient?: string;
    /** What Type of EncryptedData says. */
    readonly type?: 'element' | 'content';
    /** This text is encrypted instead of the element, whatever it is. */
    readonly plain?: string;
    /**
     * A text whose ciphertext is changed so that another one, of the same length, comes out: whoever knows what is
     * encrypted need not know the key. In CBC the block before it becomes rubbish.
     */
    readonly rewrite?: { readonly find: string; readonly with: string };
  };
  /** Changes the octets that stand in elements as base64: SignatureValue, CipherValue, X509Certificate. */
  readonly 'edit-base64': {
    readonly at: string;
    /** Octets one bit of which is flipped; negative ones count from the end. */
    readonly flip?: readonly number[];
    /** Octets, in hexadecimal, by which those from `at` on are changed (exclusive or). */
    readonly xor?: { readonly at: number; readonly with: string };
    /** How many octets are cut off at the end; then `append` is added, in hexadecimal. */
    readonly truncate?: number;
    readonly append?: string;
  };
}
