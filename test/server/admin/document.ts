/** The description of the admin API as the committed files have it, and validators of what it promises. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { openApiOf, type OpenApi } from '../../../src/server/admin/openapi.js';

/** Where examples expect the server, of no version in particular: releases do not change the files. */
export const DOCUMENT: OpenApi = openApiOf({ origin: 'http://127.0.0.1:7000', version: '1' });

interface Documented {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, unknown>>;
}

/** Every operation of the document: its id, and how it is asked. */
export const DOCUMENTED: readonly {
  readonly id: string;
  readonly line: string;
  readonly statuses: readonly string[];
}[] = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, each]) => {
    const { operationId, responses } = each as Documented;
    const line = `${method.toUpperCase()} ${path}`;
    return { id: operationId, line, statuses: Object.keys(responses) };
  }),
);

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema({ $id: 'https://standin.example/openapi', ...DOCUMENT });

function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** Validates what an operation answers with a status, as the document has it. */
export function validatorOf(id: string, status: number): ValidateFunction {
  const found = DOCUMENTED.find((each) => each.id === id);
  const [method = '', path = ''] = found?.line.split(' ') ?? [];
  const documented = found?.statuses.includes(String(status)) ?? false;
  if (!documented) throw new Error(`${id} does not document the status ${status}`);
  const place =
    status < 400
      ? `paths/${escaped(path)}/${method.toLowerCase()}/responses/${status}`
      : `components/responses/${status}`;
  return ajv.compile({
    $ref: `https://standin.example/openapi#/${place}/content/${escaped('application/json')}/schema`,
  });
}
