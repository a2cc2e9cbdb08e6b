import type { RuleExamples } from './example';
import { callOf, OTHER_ACCOUNT, REFUSED } from './records';

const call = callOf('s3', 'PutBucketPolicy', {});
const trusting = (principal: string) => ({
  requestParameters: {
    bucketName: 'example-exports',
    bucketPolicy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: principal },
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::example-exports/*',
        },
      ],
    },
  },
});

export const s3BucketMadePublic: RuleExamples = {
  matches: [
    { name: 'a policy for everyone', record: call(trusting('*')) },
    {
      name: 'a list for everyone',
      record: call({
        eventName: 'PutBucketAcl',
        requestParameters: { bucketName: 'example-exports', 'x-amz-acl': 'public-read' },
      }),
    },
    {
      name: 'the block is removed',
      record: call({
        eventName: 'DeleteBucketPublicAccessBlock',
        requestParameters: { bucketName: 'example-exports' },
      }),
    },
  ],
  ignores: [
    { name: 'a policy for one account', record: call(trusting(OTHER_ACCOUNT)) },
    { name: 'a call that was refused', record: call({ ...trusting('*'), ...REFUSED }) },
    {
      name: 'a private list',
      record: call({
        eventName: 'PutBucketAcl',
        requestParameters: { bucketName: 'example-exports', 'x-amz-acl': 'private' },
      }),
    },
  ],
  sequences: [],
};
