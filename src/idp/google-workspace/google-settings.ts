/** Floor 3: the settings of a custom SAML app of Google Workspace, under the names of the Admin console. */
import { NAME_ID_FORMATS } from '../../saml/names.js';
import { choice, duration, flag, group, list, readSettings, text, url } from '../settings.js';
import type { SettingPath } from '../settings.js';

/** One row of the attribute mapping. */
export interface GoogleMapping {
  readonly directoryAttribute?: string;
  readonly appAttribute?: string;
}

/** What a story may say about a custom SAML app; absent = Google's default. */
export interface GoogleSettings {
  readonly label?: string;
  readonly acsUrl?: string;
  readonly entityId?: string;
  readonly startUrl?: string;
  readonly signedResponse?: boolean;
  readonly nameIdFormat?: string;
  readonly nameId?: string;
  readonly attributeMapping?: readonly GoogleMapping[];
  readonly groupMembership?: {
    readonly groups?: readonly string[];
    readonly appAttribute?: string;
  };
  /** Age of the Google session at login, in milliseconds. Not Google's: the story's. */
  readonly sessionAge?: number;
}

const TABLE = {
  label: text,
  acsUrl: url,
  entityId: text,
  startUrl: text,
  signedResponse: flag,
  nameIdFormat: choice({
    UNSPECIFIED: NAME_ID_FORMATS.unspecified,
    EMAIL: NAME_ID_FORMATS.emailAddress,
    PERSISTENT: NAME_ID_FORMATS.persistent,
    TRANSIENT: NAME_ID_FORMATS.transient,
    X509_SUBJECT: NAME_ID_FORMATS.x509SubjectName,
  }),
  nameId: text,
  attributeMapping: list(group({ directoryAttribute: text, appAttribute: text })),
  groupMembership: group({ groups: list(text), appAttribute: text }),
  sessionAge: duration,
};

/**
 * Reads the `app` object of a story.
 *
 * @throws UserError `setting-invalid`
 */
export function readGoogleSettings(app: unknown, path: SettingPath): GoogleSettings {
  return readSettings(TABLE, app, path);
}
