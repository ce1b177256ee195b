/** Floor 3: the fields of a request, wherever they stand. */
import { UserError } from '../../base/errors.js';
import { didYouMean } from '../../base/suggest.js';
import type { ForgedRequest, RequestField } from '../operation.js';

/** Every field: those of the URL first. */
export function fieldsOf({ query, fields }: ForgedRequest): readonly RequestField[] {
  return [...query, ...fields];
}

/** The first field of a name. @throws UserError `mutation-impossible` */
export function fieldOf(request: ForgedRequest, name: string): RequestField {
  const all = fieldsOf(request);
  const found = all.find(([each]) => each === name);
  if (found !== undefined) return found;
  const names = all.map(([each]) => each);
  throw new UserError('mutation-impossible', `The request has no field ${name}.`, {
    fix: didYouMean(name, names),
  });
}

/** The request with every field of a name changed, or taken out. @throws UserError `mutation-impossible` */
export function withFields(
  request: ForgedRequest,
  name: string,
  change: (field: RequestField) => readonly RequestField[],
): ForgedRequest {
  fieldOf(request, name);
  const edit = (field: RequestField): readonly RequestField[] =>
    field[0] === name ? change(field) : [field];
  return { ...request, query: request.query.flatMap(edit), fields: request.fields.flatMap(edit) };
}
