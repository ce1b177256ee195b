/** Floor 3: the settings of a SAML Custom Connector (Advanced), under the names of OneLogin's API (`configuration`). */
import type { ContentAlgorithm } from '../../keys/encryption-algorithms.js';
import type { DigestAlgorithm } from '../../keys/keys.js';
import { NAME_ID_FORMATS } from '../../saml/names.js';
import {
  choice,
  duration,
  flag,
  group,
  readSettings,
  settingError,
  text,
  url,
} from '../settings.js';
import type { SettingPath, SettingReader } from '../settings.js';

/** One parameter: what it is mapped to, or a literal text. */
export interface OneloginParameter {
  readonly user_attribute_mappings?: string;
  readonly values?: string;
  /** The console's "Multi-value output": several values instead of one text with semicolons. */
  readonly multiValue?: boolean;
}

/** What a story may say about a connector; absent = OneLogin's default. */
export interface OneloginSettings {
  readonly label?: string;
  readonly audience?: string;
  readonly recipient?: string;
  readonly consumer_url?: string;
  /** The SP's single logout service; its own unless given. */
  readonly logout_url?: string;
  readonly validator?: string;
  readonly relaystate?: string;
  readonly saml_nameid_format_id?: string;
  readonly saml_sign_element?: { readonly response: boolean; readonly assertion: boolean };
  readonly signature_algorithm?: DigestAlgorithm;
  /** Minutes. */
  readonly saml_notbefore?: number;
  readonly saml_notonorafter?: number;
  readonly saml_sessionnotonorafter?: number;
  readonly encrypt_assertion?: boolean;
  readonly saml_encryption_method_id?: ContentAlgorithm;
  /** Base64 or PEM. */
  readonly encryption_certificate?: string;
  readonly parameters?: Readonly<Record<string, OneloginParameter>>;
  /** Age of the sign-in at login, in milliseconds. Not OneLogin's: the story's. */
  readonly sessionAge?: number;
}

/** A week is more than any connector takes. */
const MOST_MINUTES = 10_080;

/** Minutes: the API writes them as text. */
const minutes: SettingReader<number> = (value, path) => {
  const count = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
  if (typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= MOST_MINUTES) {
    return count;
  }
  throw settingError(path, `must be a whole number of minutes from 1 to ${MOST_MINUTES}`);
};

/** The API writes `"0"` and `"1"`. */
const zeroOrOne: SettingReader<boolean> = (value, path) =>
  value === '0' || value === '1' ? value === '1' : flag(value, path);

/** The API writes the number, the console the word. */
function numbered<T>(rows: readonly (readonly [word: string, meaning: T])[]): SettingReader<T> {
  const words = Object.fromEntries(rows);
  const numbers = Object.fromEntries(rows.map(([, meaning], index) => [String(index), meaning]));
  const byWord = choice(words);
  return (value, path) => {
    const key = String(value);
    return Object.hasOwn(numbers, key) ? (numbers[key] as T) : byWord(value, path);
  };
}

const parameter = group({ user_attribute_mappings: text, values: text, multiValue: flag });

/** A map with any names: they are the names of attributes, and `saml_username` for the NameID. */
const parameters: SettingReader<Readonly<Record<string, OneloginParameter>>> = (value, path) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw settingError(path, 'must be a map of parameters');
  }
  const read = Object.entries(value).map(([name, each]) => [
    name,
    parameter(each, [...path, name]),
  ]);
  return Object.fromEntries(read) as Readonly<Record<string, OneloginParameter>>;
};

/** AES-192-CBC is the one method of OneLogin that is missing here. */
const encryptionMethod: SettingReader<ContentAlgorithm> = (value, path) => {
  if (String(value) === '2' || value === 'AES-192-CBC') {
    throw settingError(path, 'AES-192-CBC is not supported', 'Use AES-128-CBC or AES-256-CBC.');
  }
  return numbered<ContentAlgorithm>([
    ['TRIPLEDES-CBC', 'tripledes-cbc'],
    ['AES-128-CBC', 'aes128-cbc'],
    ['AES-192-CBC', 'aes128-cbc'],
    ['AES-256-CBC', 'aes256-cbc'],
  ])(value, path);
};

const TABLE = {
  label: text,
  audience: text,
  recipient: text,
  consumer_url: url,
  logout_url: url,
  validator: text,
  relaystate: text,
  saml_nameid_format_id: numbered([
    ['Email', NAME_ID_FORMATS.emailAddress],
    ['Transient', NAME_ID_FORMATS.transient],
    ['Persistent', NAME_ID_FORMATS.persistent],
    ['Unspecified', NAME_ID_FORMATS.unspecified],
  ]),
  saml_sign_element: numbered([
    ['Response', { response: true, assertion: false }],
    ['Assertion', { response: false, assertion: true }],
    ['Both', { response: true, assertion: true }],
  ]),
  signature_algorithm: choice<DigestAlgorithm>({
    'SHA-1': 'sha1',
    'SHA-256': 'sha256',
    'SHA-384': 'sha384',
    'SHA-512': 'sha512',
  }),
  saml_notbefore: minutes,
  saml_notonorafter: minutes,
  saml_sessionnotonorafter: minutes,
  encrypt_assertion: zeroOrOne,
  saml_encryption_method_id: encryptionMethod,
  encryption_certificate: text,
  parameters,
  sessionAge: duration,
};

/**
 * Reads the `app` object of a story.
 *
 * @throws UserError `setting-invalid`
 */
export function readOneloginSettings(app: unknown, path: SettingPath): OneloginSettings {
  return readSettings(TABLE, app, path);
}
