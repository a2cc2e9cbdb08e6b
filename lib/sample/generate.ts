import { SAMPLE_END } from './account';
import { deliver, deliverAgain, type SampleFile } from './deliver';
import { writeIntrusion } from './intrusion';
import { Journal } from './journal';
import { writeMaintenance } from './maintenance';
import { Random } from './random';
import { writeResponse } from './response';
import { writeAutomation } from './routine-automation';
import { writeDeveloper } from './routine-developer';
import { writeInstances } from './routine-instances';
import { writePeople } from './routine-people';
import { writeServices } from './routine-services';
import { writeTerraform } from './terraform';

export const SAMPLE_SEED = 20_260_302;

export interface Sample {
  readonly files: readonly SampleFile[];
}

/** The parts of the story. Each has its own stream of chance, so that one can change without the others. */
const PARTS = {
  instances: writeInstances,
  services: writeServices,
  automation: writeAutomation,
  people: writePeople,
  developer: writeDeveloper,
  terraform: writeTerraform,
  maintenance: writeMaintenance,
  intrusion: writeIntrusion,
  response: writeResponse,
} as const satisfies Record<string, (journal: Journal, random: Random) => void>;

/** Writes the whole account history. The same seed gives the same bytes, on any machine. */
export function generateSample({ seed = SAMPLE_SEED }: { readonly seed?: number } = {}): Sample {
  const random = new Random(seed, 'sample');
  const entries = Object.entries(PARTS).flatMap(([label, write]) => {
    const journal = new Journal(random.fork(`${label} ids`));
    write(journal, random.fork(label));
    return journal.entries;
  });
  const files = deliver(
    entries.filter(({ at }) => at < SAMPLE_END),
    random.fork('delivery'),
  );
  // The span of the Terraform launch of 10 March, so that a repeated delivery includes an alert's own event.
  const again = deliverAgain(files, Date.UTC(2026, 2, 10, 14), random.fork('second delivery'));
  return { files: [...files, again] };
}
