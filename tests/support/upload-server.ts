import http from 'node:http';
import { openDatabase } from '../../lib/db/client';
import { uploadServer } from '../../lib/ingest/receive-upload';

/**
 * The receiving end of uploads as a process of its own, to be killed: what the web server's route hands requests to,
 * without signing in. Arguments: the database, the data folder, the port.
 */
const [url = '', dataDir = '', port = ''] = process.argv.slice(2);
const actor = { kind: 'user', id: 'analyst-1', name: 'Ada Analyst', email: 'ada@example.com' } as const;
const tus = uploadServer({ actor, db: openDatabase(url) }, dataDir, '/api/uploads');

http
  .createServer((request, response) => {
    void tus.handle(request, response);
  })
  .listen(Number(port), '127.0.0.1');
