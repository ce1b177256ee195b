/** What only tests use of xml-encryption. */
declare module 'xml-encryption' {
  export function encrypt(
    plain: string,
    options: {
      readonly rsa_pub: string;
      readonly pem: string;
      readonly encryptionAlgorithm: string;
      readonly keyEncryptionAlgorithm: string;
      readonly keyEncryptionDigest?: string;
      readonly keyEncryptionMgf1?: string;
      readonly disallowEncryptionWithInsecureAlgorithm: boolean;
      readonly warnInsecureAlgorithm: boolean;
    },
    callback: (error: Error | null, xml?: string) => void,
  ): void;
}
