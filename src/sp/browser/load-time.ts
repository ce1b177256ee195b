/** Floor 5: which places of a script run while the page loads, and which wait for a click. */
import { closing, maskScript, opening } from './mask-script.js';

/** A function of a script: where it begins with its keyword or parameters, and its body's braces. */
interface FunctionSpan {
  readonly start: number;
  readonly open: number;
  readonly close: number;
  readonly name?: string;
}

const BLOCK = /\b(?:if|for|while|switch|catch|with)\s*$/;
const KEYWORD = /(?:async\s+)?function\s*\*?\s*([\w$]*)\s*$/;
const ASSIGNED = /([\w$]+)\s*=\s*$/;
/** What is handed to these runs without a person. */
const RUNS =
  /(?:\bonload\s*=|\bonpageshow\s*=|addEventListener\s*\(\s*['"](?:load|DOMContentLoaded|pageshow)['"]\s*,|\b(?:setTimeout|setInterval|requestAnimationFrame|queueMicrotask)\s*\(|\.ready\s*\(|(?:^|[^\w$.])(?:\$|jQuery)\s*\(|\.(?:then|forEach)\s*\()\s*$/;
/** What is handed to these waits for a person. */
const WAITS =
  /(?:\bon(?!load\b|pageshow\b)\w+\s*=|(?:addEventListener|\.on)\s*\(\s*['"]\w+['"]\s*,)\s*$/;

/** The function whose body opens here, if it is one. */
function functionAt(masked: string, open: number): FunctionSpan | undefined {
  const close = closing(masked, open);
  const before = masked.slice(0, open).trimEnd();
  const arrow = before.endsWith('=>');
  const head = arrow ? before.slice(0, -2).trimEnd() : before;
  if (close < 0 || (!arrow && !head.endsWith(')'))) return undefined;
  const parameters = head.endsWith(')') ? opening(masked, head.length - 1) : head.search(/[\w$]+$/);
  const lead = masked.slice(0, Math.max(parameters, 0));
  if (!arrow && BLOCK.test(lead)) return undefined;
  const keyword = arrow ? undefined : KEYWORD.exec(lead);
  const start = keyword?.index ?? parameters;
  const own = keyword?.[1] ?? '';
  const name = own === '' ? ASSIGNED.exec(masked.slice(0, start))?.[1] : own;
  return { start, open, close, ...(name === undefined ? {} : { name }) };
}

function functionsOf(masked: string): FunctionSpan[] {
  const found: FunctionSpan[] = [];
  for (let open = masked.indexOf('{'); open >= 0; open = masked.indexOf('{', open + 1)) {
    const span = functionAt(masked, open);
    if (span !== undefined) found.push(span);
  }
  return found;
}

/** Whether a name is mentioned where it would be called without a person. */
function isUsed(name: string, own: FunctionSpan, code: string, onload: string): boolean {
  const mentions = new RegExp(`(?<![\\w$.])${name.replace(/\$/g, '\\$')}(?![\\w$])`, 'g');
  if (onload.search(mentions) >= 0) return true;
  return [...maskScript(code).matchAll(mentions)].some(({ index }) => {
    const before = code.slice(0, index);
    const declared = /(?:function\s*\*?|var|let|const)\s*$/.test(before);
    const inside = index >= own.start && index <= own.close;
    return (
      !declared &&
      !inside &&
      !/^\s*=[^=]/.test(code.slice(index + name.length)) &&
      !WAITS.test(before)
    );
  });
}

/**
 * Tells for every place of a script whether it runs while the page loads: outside of functions, in functions that are
 * called at once or handed to `onload`, timers and the like, and in named functions that are used that way.
 *
 * @param code - the script
 * @param onload - what the body's `onload` says
 */
export function loadTime(code: string, onload: string): (place: number) => boolean {
  const masked = maskScript(code);
  const spans = functionsOf(masked);
  const runs = (span: FunctionSpan): boolean => {
    const before = code.slice(0, span.start);
    const calledAtOnce = /^\s*\)?\s*(?:\(|\.\s*call\s*\()/.test(masked.slice(span.close + 1));
    if (calledAtOnce || RUNS.test(before)) return true;
    return span.name !== undefined && isUsed(span.name, span, code, onload);
  };
  const asleep = spans.filter((span) => !runs(span));
  return (place) => {
    if (asleep.some(({ open, close }) => open < place && place < close)) return false;
    // An arrow without braces: `button.onclick = () => form.submit()`.
    const statement = code.slice(masked.slice(0, place).search(/[^;{}\n]*$/), place);
    const handler = /^([\s\S]*?)(?:\([^()]*\)|[\w$]+)\s*=>/.exec(statement)?.[1];
    return handler === undefined || !WAITS.test(handler);
  };
}
