import http from 'node:http';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { quietAwsSdk } from '@/lib/env';

/** What the proxy does with a request instead of passing it on: answers with a status, or cuts the body off. */
export type Fault = { readonly status: number; readonly code: string } | { readonly cutAfter: number };

export interface AwsRequest {
  readonly method: string;
  readonly url: URL;
  readonly range: string | undefined;
  /** What is asked of SQS: `ReceiveMessage`. */
  readonly action: string | undefined;
}

const REGION = 'us-east-1';
const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/**
 * S3 and SQS as an emulator of their own has them, behind a proxy that counts requests and can be told to fail. The
 * program finds its credentials in the environment.
 */
export class Aws {
  /** Requests since the test began, oldest first. */
  requests: AwsRequest[] = [];
  fault: (request: AwsRequest) => Fault | null = () => null;
  private faux: FauxqsServer | undefined;
  private proxy: http.Server | undefined;
  private s3Client: S3Client | undefined;

  async start(): Promise<void> {
    process.env.AWS_ACCESS_KEY_ID = CREDENTIALS.accessKeyId;
    process.env.AWS_SECRET_ACCESS_KEY = CREDENTIALS.secretAccessKey;
    process.env.AWS_REGION = REGION;
    quietAwsSdk();
    this.faux = await startFauxqs({ port: 0, logger: false });
    this.proxy = http.createServer((request, response) => this.forward(request, response));
    await new Promise<void>((resolve) => this.proxy?.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.proxy?.closeAllConnections();
    await new Promise((resolve) => this.proxy?.close(resolve));
    await this.faux?.stop();
  }

  reset(): void {
    this.requests = [];
    this.fault = () => null;
    this.server.purgeAll();
  }

  private get server(): FauxqsServer {
    if (!this.faux) throw new Error('The emulator runs only while tests run.');
    return this.faux;
  }

  get endpoint(): string {
    const address = this.proxy?.address();
    if (!address || typeof address === 'string') throw new Error('The proxy runs only while tests run.');
    return `http://127.0.0.1:${address.port}`;
  }

  get lists(): readonly AwsRequest[] {
    return this.requests.filter(({ url }) => url.searchParams.has('list-type'));
  }

  /** Keys that were asked for, each as often as it was. */
  get gets(): readonly string[] {
    return this.requests
      .filter(({ method, url }) => method === 'GET' && !url.searchParams.has('list-type'))
      .map(({ url }) => decodeURIComponent(url.pathname).split('/').slice(2).join('/'));
  }

  createBucket(name: string): void {
    this.server.createBucket(name);
  }

  async put(bucket: string, key: string, body: string | Buffer): Promise<void> {
    await this.s3().send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
  }

  async remove(bucket: string, key: string): Promise<void> {
    await this.s3().send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  }

  async read(bucket: string, key: string): Promise<string | undefined> {
    return (
      await this.s3().send(new GetObjectCommand({ Bucket: bucket, Key: key }))
    ).Body?.transformToString();
  }

  createQueue(name: string, visibilitySeconds = 30): string {
    return this.server.createQueue(name, { attributes: { VisibilityTimeout: String(visibilitySeconds) } })
      .queueUrl;
  }

  async send(queueUrl: string, body: unknown): Promise<void> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    await this.sqs().send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: text }));
  }

  /** Messages that wait, and those that somebody has received and not deleted. */
  async messages(queueUrl: string): Promise<{ waiting: number; received: number }> {
    const { Attributes } = await this.sqs().send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
    );
    return {
      waiting: Number(Attributes?.ApproximateNumberOfMessages),
      received: Number(Attributes?.ApproximateNumberOfMessagesNotVisible),
    };
  }

  private s3(): S3Client {
    this.s3Client ??= new S3Client({
      endpoint: this.server.address,
      region: REGION,
      credentials: CREDENTIALS,
      forcePathStyle: true,
    });
    return this.s3Client;
  }

  private sqs(): SQSClient {
    return new SQSClient({
      endpoint: this.server.address,
      region: REGION,
      credentials: CREDENTIALS,
      useQueueUrlAsEndpoint: false,
    });
  }

  private forward(request: http.IncomingMessage, response: http.ServerResponse): void {
    const target = request.headers['x-amz-target'];
    const seen: AwsRequest = {
      method: request.method ?? '',
      url: new URL(request.url ?? '/', this.server.address),
      range: request.headers.range,
      action: typeof target === 'string' ? target.split('.').at(-1) : undefined,
    };
    this.requests.push(seen);
    const fault = this.fault(seen);
    if (fault && 'status' in fault) {
      request.resume();
      response.writeHead(fault.status, { 'content-type': 'application/xml' });
      response.end(
        `<?xml version="1.0"?><Error><Code>${fault.code}</Code><Message>As told.</Message></Error>`,
      );
      return;
    }
    const onward = http.request(seen.url, { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      if (!fault) return answer.pipe(response);
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        response.write(Buffer.concat(parts).subarray(0, fault.cutAfter), () => response.destroy()),
      );
      return undefined;
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }
}

/** An S3 and SQS of its own for the test file, emptied before each test. */
export function testAws(): Aws {
  const aws = new Aws();
  beforeAll(() => aws.start());
  beforeEach(() => aws.reset());
  afterAll(() => aws.stop());
  return aws;
}
