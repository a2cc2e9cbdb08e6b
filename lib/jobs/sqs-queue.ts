import type { SQSClient } from '@aws-sdk/client-sqs';
import { quietAwsSdk } from '../env';
import { toAwsRefusal } from '../ingest/aws-errors';
import { SECOND_MS } from '../time';

export interface QueueMessage {
  readonly id: string;
  /** Names this receipt of the message, to delete it or to keep it hidden. */
  readonly handle: string;
  readonly body: string;
  /** How often it was received, this time included. */
  readonly tries: number;
}

export interface Queue {
  /** Up to ten messages, hidden from others from here on; waits for the first that long. */
  receive(waitSeconds: number, hiddenSeconds: number, signal: AbortSignal): Promise<QueueMessage[]>;
  remove(messages: readonly QueueMessage[]): Promise<void>;
  /** Hides messages from now on for that long. Of those it fails for, others will be told again. */
  hide(messages: readonly QueueMessage[], seconds: number): Promise<void>;
}

export interface QueueAddress {
  readonly url: string;
  readonly region: string | null;
  readonly endpoint: string | null;
}

const BATCH = 10;
const clients = new Map<string, Promise<SQSClient>>();

async function connect({ region, endpoint }: QueueAddress): Promise<SQSClient> {
  quietAwsSdk();
  const { SQSClient } = await import('@aws-sdk/client-sqs');
  return new SQSClient({
    ...(region ? { region } : {}),
    // The server that was named, whatever address it gives its queues itself.
    ...(endpoint ? { endpoint, useQueueUrlAsEndpoint: false, region: region ?? 'us-east-1' } : {}),
    retryMode: 'standard',
    maxAttempts: 5,
    // A long poll is silent for twenty seconds.
    requestHandler: { connectionTimeout: 10 * SECOND_MS, socketTimeout: 40 * SECOND_MS },
  });
}

function clientFor(address: QueueAddress): Promise<SQSClient> {
  const key = `${address.region} ${address.endpoint}`;
  const client = clients.get(key) ?? connect(address);
  clients.set(key, client);
  return client;
}

function batches(messages: readonly QueueMessage[]): QueueMessage[][] {
  const count = Math.ceil(messages.length / BATCH);
  return Array.from({ length: count }, (_, n) => messages.slice(n * BATCH, (n + 1) * BATCH));
}

/** A queue of SQS. Every call may throw a refusal, or an error that may pass. */
export function openQueue(address: QueueAddress): Queue {
  const QueueUrl = address.url;
  async function call<T>(what: string, work: (client: SQSClient) => Promise<T>): Promise<T> {
    try {
      return await work(await clientFor(address));
    } catch (error) {
      throw toAwsRefusal(error, `${what} ${address.url}`);
    }
  }
  return {
    receive: (waitSeconds, hiddenSeconds, signal) =>
      call('Receiving from', async (client) => {
        const { ReceiveMessageCommand } = await import('@aws-sdk/client-sqs');
        const command = new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: BATCH,
          WaitTimeSeconds: waitSeconds,
          VisibilityTimeout: hiddenSeconds,
          MessageSystemAttributeNames: ['ApproximateReceiveCount'],
        });
        const { Messages = [] } = await client.send(command, { abortSignal: signal });
        return Messages.map(({ MessageId = '', ReceiptHandle = '', Body = '', Attributes }) => ({
          id: MessageId,
          handle: ReceiptHandle,
          body: Body,
          tries: Number(Attributes?.ApproximateReceiveCount ?? 1),
        }));
      }),
    remove: (messages) =>
      call('Deleting from', async (client) => {
        const { DeleteMessageBatchCommand } = await import('@aws-sdk/client-sqs');
        for (const batch of batches(messages)) {
          const Entries = batch.map(({ handle }, n) => ({ Id: String(n), ReceiptHandle: handle }));
          const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
          const [failed] = Failed;
          if (failed) throw new Error(`${failed.Code}: ${failed.Message}`);
        }
      }),
    hide: (messages, seconds) =>
      call('Hiding messages of', async (client) => {
        const { ChangeMessageVisibilityBatchCommand } = await import('@aws-sdk/client-sqs');
        for (const batch of batches(messages)) {
          const Entries = batch.map(({ handle }, n) => ({
            Id: String(n),
            ReceiptHandle: handle,
            VisibilityTimeout: seconds,
          }));
          await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
        }
      }),
  };
}
