import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { addPublicKeys } from '../../bundles/add-public-keys';
import { getCertificate } from '../../bundles/certificate';
import { openBundle } from '../../bundles/open-bundle';
import type { OpenedMember } from '../../bundles/open-member';
import type { Certificate } from '../../bundles/schemas';
import { verifyBundle } from '../../bundles/verify-bundle';
import { AppError } from '../../errors';
import { formatBytes, formatCount, formatNumber, formatUtc } from '../../format';
import { uploadPath } from '../../ingest/upload-path';
import { toBundleId } from '../bundle-id';
import type { CommandContext } from '../command-context';
import { withDatabase } from '../open-database';
import { EXIT, print, printJson, terminalSafe } from '../output';

function showCertificate(certificate: Certificate): void {
  const { bundle, span, activity, omitted, clock, digests, evidence, problems } = certificate;
  print(
    `${terminalSafe(bundle.name)}: ${formatCount(bundle.records, 'record')} in ${formatCount(bundle.members, 'file')}: ` +
      `${formatNumber(bundle.inserted)} new, ${formatCount(bundle.duplicates, 'duplicate')}, ` +
      `${formatCount(bundle.conflicts, 'conflict')}, ${formatNumber(bundle.skipped)} skipped, ` +
      `${formatCount(bundle.errors, 'error')}; ${formatCount(bundle.known, 'file')} known before.`,
  );
  if (span) print(`From ${formatUtc(span.first)} to ${formatUtc(span.last)} (UTC).`);
  if (activity) {
    print(
      `${formatCount(activity.gapHours, 'hour')} without records in ${formatCount(activity.rowsTotal, 'account and region', 'accounts and regions')}.`,
    );
  }
  print(`${formatCount(omitted.events, 'event')} with parts that CloudTrail left out.`);
  for (const { sentence, events } of clock) print(`${formatCount(events, 'event')}: ${sentence}`);
  for (const { kind, reason, count } of problems) print(`${kind}: ${terminalSafe(reason)} (${count})`);
  print(digests.sentence);
  print(
    `${formatCount(evidence.kept, 'file')} kept as they came, ${formatNumber(evidence.notKept)} not; ` +
      `${formatBytes(evidence.bytesStored)} of evidence.`,
  );
}

/** Where a file goes whose own place is taken: two names may be one on a file system. */
function otherPath(folder: string, member: OpenedMember): string {
  return path.join(
    uploadPath(path.join(folder, 'others'), `${member.memberId}-${path.basename(member.path)}`),
  );
}

const PLACE_TAKEN = new Set(['EEXIST', 'ENOTDIR', 'EISDIR']);

async function writeMember(member: OpenedMember, file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await pipeline(member.stream, createWriteStream(file, { flags: 'wx' }));
}

/** Writes a member below the folder, whatever its path claims. Nothing that is there is written over. */
async function extract(
  member: OpenedMember,
  folder: string,
  reopen: () => Promise<OpenedMember>,
): Promise<void> {
  try {
    await writeMember(member, uploadPath(folder, member.path));
  } catch (error) {
    if (!PLACE_TAKEN.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await writeMember(await reopen(), otherPath(folder, member));
  }
}

export function addEvidenceCommands(bundles: Command, { invokedFrom }: CommandContext): void {
  bundles
    .command('certificate')
    .description('Print the health certificate of a bundle.')
    .argument('<id>', 'number of the bundle', toBundleId)
    .option('--json', 'print it as JSON')
    .action(async (id: number, { json }: { json?: boolean }) => {
      const certificate = await withDatabase((ctx) => getCertificate({ ctx, input: { id } }));
      if (json) printJson(certificate);
      else showCertificate(certificate);
    });
  bundles
    .command('verify')
    .description('Compute the checksums of the kept files anew. Fails when one differs.')
    .argument('<id>', 'number of the bundle', toBundleId)
    .option('--json', 'print the result as JSON')
    .action(async (id: number, { json }: { json?: boolean }) => {
      const result = await withDatabase((ctx) => verifyBundle({ ctx, input: { id } }));
      if (json) printJson(result);
      else {
        print(
          `${formatNumber(result.intact)} of ${formatCount(result.members, 'file')} intact, ${formatNumber(result.differing)} differ, ` +
            `${formatNumber(result.unreadable)} do not read, ${formatNumber(result.notKept)} not kept.`,
        );
        for (const { path: member, verdict, message } of result.findings) {
          print(`  ${verdict}  ${terminalSafe(member)}${message ? `: ${terminalSafe(message)}` : ''}`);
        }
      }
      if (result.differing + result.unreadable > 0) process.exitCode = EXIT.failure;
    });
  bundles
    .command('extract')
    .description('Write the files of a bundle to a folder, byte for byte as they came.')
    .argument('<id>', 'number of the bundle', toBundleId)
    .requiredOption('--to <folder>', 'where to; made when it is not there')
    .option('--member <path>', 'only the file of this path')
    .action(async (id: number, { to, member: only }: { to: string; member?: string }) => {
      const folder = path.resolve(invokedFrom, to);
      const files = await withDatabase(async (ctx) => {
        let count = 0;
        const reopen = (memberPath: string) => async () => {
          for await (const again of openBundle({ ctx, input: { id, path: memberPath } })) return again;
          throw new AppError('not_found', `${memberPath} is gone.`);
        };
        for await (const member of openBundle({ ctx, input: { id, path: only } })) {
          await extract(member, folder, reopen(member.path));
          count += 1;
        }
        return count;
      });
      if (files === 0) throw new AppError('not_found', 'There is no such file, or nothing of it is kept.');
      print(`${formatCount(files, 'file')} written to ${folder}.`);
    });
  bundles
    .command('keys')
    .description('Add public keys to check digests with: the output of `aws cloudtrail list-public-keys`.')
    .argument('<file>', 'JSON file')
    .option('--json', 'print the result as JSON')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const text = await readFile(path.resolve(invokedFrom, file), 'utf8');
      const result = await withDatabase((ctx) => addPublicKeys({ ctx, input: { json: text } }));
      if (json) printJson(result);
      else
        print(
          `${formatCount(result.added.length, 'key')} added, ${formatNumber(result.known.length)} known.`,
        );
    });
}
