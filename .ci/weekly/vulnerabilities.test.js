// The check against a server that speaks as OSV does. Run by `node --test`.
const assert = require('node:assert');
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');

const JACKSON = 'pkg:maven/com.fasterxml.jackson.core/jackson-databind@2.9.0';
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'vulnerabilities-'));

function file(name, content) {
  const written = path.join(directory, name);
  fs.writeFileSync(written, JSON.stringify(content));
  return written;
}

const bom = file('bom.json', {
  components: [{ purl: `${JACKSON}?type=jar` }, { purl: 'pkg:maven/org.openemr.aws/settings@1.0.0?type=jar' }],
});

// Answers each question by its purl, and by its page.
async function checked(answer, acceptances = {}) {
  const asked = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      assert.strictEqual(`${request.method} ${request.url}`, 'POST /v1/querybatch');
      const { queries } = JSON.parse(body);
      asked.push(...queries);
      const results = answer === null ? null : queries.map((query) => answer(query.package.purl, query.page_token) ?? {});
      response.writeHead(results === null ? 503 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ results }));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const script = path.join(__dirname, 'vulnerabilities.js');
  const run = await new Promise((resolve) =>
    execFile(
      process.execPath,
      [script, bom, file('accepted.json', acceptances)],
      { env: { ...process.env, OSV_URL: `http://127.0.0.1:${server.address().port}` } },
      (error, out, err) => resolve({ status: error?.code ?? 0, out, err }),
    ),
  );
  await new Promise((resolve) => server.close(resolve));
  return { ...run, asked };
}

test('asks for libraries and npm packages, and not for modules of this project', async () => {
  const run = await checked(() => ({}));
  assert.strictEqual(run.status, 0, run.err);
  const purls = run.asked.map((query) => query.package.purl);
  assert.ok(purls.includes(JACKSON));
  assert.ok(purls.some((purl) => purl.startsWith('pkg:npm/aws-cdk@')));
  assert.ok(purls.some((purl) => purl.startsWith('pkg:npm/%40aws-cdk/aws-service-spec@')));
  assert.ok(!purls.some((purl) => purl.includes('org.openemr.aws')));
});

test('fails for what is known, on whatever page', async () => {
  const run = await checked((purl, page) =>
    purl !== JACKSON ? {} : page ? { vulns: [{ id: 'GHSA-2' }] } : { vulns: [{ id: 'GHSA-1' }], next_page_token: 'more' },
  );
  assert.strictEqual(run.status, 1);
  assert.match(run.out, /jackson-databind@2\.9\.0: https:\/\/osv\.dev\/GHSA-1\n.*GHSA-2\n/s);
  assert.match(run.out, /2 known weaknesses, 2 of them not accepted/);
});

test('takes what is accepted, and tells what need not be any longer', async () => {
  const known = (purl) => (purl === JACKSON ? { vulns: [{ id: 'GHSA-1' }] } : {});
  const run = await checked(known, { 'GHSA-1': 'only with default typing, which is off', 'GHSA-9': 'gone' });
  assert.strictEqual(run.status, 0, run.err);
  assert.match(run.out, /GHSA-1, accepted: only with default typing/);
  assert.match(run.out, /GHSA-9 is accepted and was not found/);
});

test('does not take silence for a good answer', async () => {
  const run = await checked(null);
  assert.strictEqual(run.status, 2);
  assert.match(run.err, /answered 503/);
});
