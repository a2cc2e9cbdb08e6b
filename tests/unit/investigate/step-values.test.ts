import { expect, test } from 'vitest';
import type { EcsEvent } from '@/lib/ecs';
import { stepValue } from '@/lib/investigate/step-values';

const REQUEST = 'aws.cloudtrail.flattened.request_parameters';
const event: EcsEvent = {
  'user.name': 'dana',
  'source.as.number': 64_500,
  'aws.cloudtrail.read_only': false,
  'related.user': ['dana', 'deploy'],
  'aws.cloudtrail.resources': [{ arn: 'arn:a' }, { type: 'x' }, { arn: 'arn:b' }],
  [REQUEST]: {
    attribute: 'userData',
    port: 22,
    isDry: false,
    nothing: null,
    set: { items: [{ id: 'i-1' }, { id: 'i-2' }, { name: 'x' }] },
  },
};

test.each([
  ['user.name', ['dana']],
  ['source.as.number', ['64500']],
  ['aws.cloudtrail.read_only', ['false']],
  ['related.user', ['dana', 'deploy']],
  ['aws.cloudtrail.resources.arn', ['arn:a', 'arn:b']],
  [`${REQUEST}.attribute`, ['userData']],
  [`${REQUEST}.port`, ['22']],
  [`${REQUEST}.isDry`, ['false']],
  [`${REQUEST}.nothing`, []],
  [`${REQUEST}.set.items.id`, ['i-1', 'i-2']],
  [`${REQUEST}.set.missing.id`, []],
  [`${REQUEST}.attribute.deeper`, []],
  ['user_agent.original', []],
  ['no.such.field', []],
])('%s says %j', (field, values) => {
  expect(stepValue(event, field)).toEqual({ field, values });
});

test('an object is shown as JSON', () => {
  expect(stepValue(event, `${REQUEST}.set.items`).values[0]).toBe('{"id":"i-1"}');
});
