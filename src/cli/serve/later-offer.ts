/** Floor 9: the corpus on demand. */
import { InternalError } from '../../base/errors.js';
import type { AttackOffer } from '../../server/state/corpus.js';
import type { ServerState } from '../../server/state/server-state.js';

/** Nothing of the corpus is loaded before a page or a test asks for it. */
export function laterOffer(held: { state?: ServerState }): AttackOffer {
  const opened: { offer?: Promise<AttackOffer> } = {};
  const load = async (): Promise<AttackOffer> => {
    const { offerCorpus } = await import('./corpus-offer.js');
    if (held.state === undefined)
      throw new InternalError('internal', 'the corpus was asked for too early');
    return offerCorpus(held.state);
  };
  const offer = (): Promise<AttackOffer> => (opened.offer ??= load());
  return {
    list: async () => (await offer()).list(),
    forge: async (choice, about) => (await offer()).forge(choice, about),
  };
}
