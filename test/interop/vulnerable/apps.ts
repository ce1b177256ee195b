/** Apps on real SP libraries: releases that fall to known attacks, and those that do not. */
import { appAround } from './app.js';
import type { LibraryApp } from './app.js';
import { nodeSaml405, nodeSaml500, nodeSaml501, nodeSaml510 } from './node-saml.js';
import {
  passportSaml321,
  passportSamlEncrypted,
  passportSamlEncryptedWithoutCertificate,
} from './passport.js';
import { saml2Js } from './saml2-js.js';
import { saml20_1152, saml20_170 } from './saml20.js';
import { samlify2131, samlify291 } from './samlify.js';
import type { AppSettings, OpenLibrary } from './sp-library.js';

export interface AppOfLibrary {
  /** `<package>@<version>`, and what is special about the configuration. */
  readonly name: string;
  open(settings: AppSettings): LibraryApp;
}

function app(name: string, open: OpenLibrary): AppOfLibrary {
  return { name, open: (settings) => appAround(open(settings), settings.sp.acs) };
}

export const VULNERABLE: readonly AppOfLibrary[] = [
  app('samlify@2.9.1', samlify291),
  app('@boxyhq/saml20@1.7.0', saml20_170),
  app('@node-saml/node-saml@5.0.1', nodeSaml501),
  // With xml-crypto 6.0.0, which it had when it was new.
  app('@node-saml/node-saml@5.0.0', nodeSaml500),
  app('@node-saml/node-saml@4.0.5', nodeSaml405),
  app('passport-saml@3.2.1', passportSaml321),
  app('passport-saml-encrypted@0.1.13', passportSamlEncrypted),
  app('passport-saml-encrypted@0.1.13 (no cert)', passportSamlEncryptedWithoutCertificate),
];

export const FIXED: readonly AppOfLibrary[] = [
  app('samlify@2.13.1', samlify2131),
  app('@boxyhq/saml20@1.15.2', saml20_1152),
  app('@node-saml/node-saml@5.1.0', nodeSaml510),
  app('saml2-js@4.0.4', saml2Js),
];
