// DuckDB: every record as it came, and 14 columns taken from it, in one statement.
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [folder = '.', scratch = '.', installed = '.'] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(path.join(installed, 'package.json'))('@duckdb/node-api');

// One extraction of all paths reads a record once; one per column would read it 14 times.
const PATHS = [
  '$.eventID',
  '$.eventTime',
  '$.eventSource',
  '$.eventName',
  '$.awsRegion',
  '$.recipientAccountId',
  '$.sourceIPAddress',
  '$.userAgent',
  '$.errorCode',
  '$.userIdentity.type',
  '$.userIdentity.arn',
  '$.userIdentity.accessKeyId',
  '$.requestParameters',
  '$.responseElements',
];

const file = path.join(scratch, 'events.duckdb');
const text = (value) => `'${value.replaceAll("'", "''")}'`;
const instance = await DuckDBInstance.create(file);
const connection = await instance.connect();
const started = performance.now();
await connection.run(`
  create table event as
  select c[1] as event_id,
         cast(c[2] as timestamp) as event_time,
         c[3] as event_source,
         c[4] as event_name,
         c[5] as region,
         c[6] as account_id,
         c[7] as source_address,
         c[8] as user_agent,
         c[9] as error_code,
         c[10] as identity_type,
         c[11] as identity_arn,
         c[12] as access_key_id,
         c[13] as request_parameters,
         c[14] as response_elements,
         r as raw
    from (select r, json_extract_string(r, [${PATHS.map(text).join(', ')}]) as c
            from (select unnest("Records") as r
                    from read_json(${text(path.join(folder, '**', '*.json.gz'))},
                                   columns = {Records: 'JSON[]'}, maximum_object_size = 268435456)))`);
await connection.run('checkpoint');
const seconds = (performance.now() - started) / 1000;
const reader = await connection.runAndReadAll('select count(*)::integer from event');
const events = Number(reader.getRows()[0][0]);
connection.closeSync();
instance.closeSync();
process.stdout.write(JSON.stringify({ events, seconds, storedBytes: statSync(file).size }));
