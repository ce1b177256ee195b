/** Floor 1: where the metadata of a target is. */
import { z } from 'zod';
import { address, file } from './address.js';

/** A URL, or a file. */
export type MetadataSource = { readonly url: string } | { readonly file: string };

/** `https://…` and `/saml/metadata` are URLs, `./metadata.xml` is a file. */
function sourceOf(text: string): MetadataSource {
  return /^(?:https?:)?\//i.test(text) ? { url: text } : { file: text };
}

/** The `metadata` key of a target. */
export const metadataSource: z.ZodType<MetadataSource> = z
  .union([address.transform(sourceOf), z.strictObject({ url: address }), z.strictObject({ file })])
  .meta({
    description:
      "The app's own SAML metadata: a URL when it begins with `/` or `http`, a file otherwise. It gives `entityId` and `acs`.",
    examples: ['/saml/metadata', { file: './sp-metadata.xml' }],
  });
