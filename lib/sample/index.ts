/**
 * A believable CloudTrail history for demonstrations and tests: sixteen days of a small web company's account
 * (people in the console, a pipeline, Terraform, applications, AWS services) and one intrusion in the last night,
 * which reads user data and uses the key it finds there.
 */
export { ADDRESSES, SAMPLE_END, SAMPLE_START } from './account';
export type { SampleFile } from './deliver';
export type { ExpectedAlert } from './expected-alerts';
export { expectedAlerts } from './expected-alerts';
export type { Sample } from './generate';
export { generateSample, SAMPLE_SEED } from './generate';
export type { WrittenSample } from './write';
export { encodeSampleFile, writeSample } from './write';
