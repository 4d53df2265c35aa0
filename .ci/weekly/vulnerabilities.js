// Asks OSV (https://google.github.io/osv.dev/post-v1-querybatch/) for known weaknesses of all that the jars are made of, which `mvn verify` writes to
// target/bom.json, and of the npm packages. Prints them, a line each, and ends with 1 when there is one that accepted.json does not name, and with 2 when
// OSV cannot be asked.
const fs = require('node:fs');
const path = require('node:path');

const MOST_QUERIES = 1000;
const root = path.resolve(__dirname, '../..');
const [bom = path.join(root, 'target/bom.json'), accepted = path.join(__dirname, 'accepted.json')] = process.argv.slice(2);
const address = process.env.OSV_URL ?? 'https://api.osv.dev';

const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

function packages() {
  const jars = read(bom).components
    .map((component) => component.purl.split('?')[0])
    .filter((purl) => !purl.startsWith('pkg:maven/org.openemr.aws/'));
  const modules = Object.entries(read(path.join(root, 'package-lock.json')).packages)
    .filter(([folder]) => folder !== '')
    .map(([folder, module]) => `pkg:npm/${folder.replace(/.*node_modules\//, '').replace('@', '%40')}@${module.version}`);
  return [...new Set([...jars, ...modules])].sort();
}

// What is known of each package, by its purl; an answer that has more pages says so by a token.
async function weaknesses(purls) {
  const found = [];
  const queries = purls.map((purl) => ({ package: { purl } }));
  while (queries.length > 0) {
    const asked = queries.splice(0, MOST_QUERIES);
    const response = await fetch(`${address}/v1/querybatch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ queries: asked }),
      signal: AbortSignal.timeout(60_000),
    });
    if (!response.ok) {
      throw new Error(`${address} answered ${response.status}`);
    }
    const { results } = await response.json();
    if (results?.length !== asked.length) {
      throw new Error(`${address} answered ${results?.length} of ${asked.length} questions`);
    }
    results.forEach((result, number) => {
      const { purl } = asked[number].package;
      found.push(...(result.vulns ?? []).map(({ id }) => ({ purl, id })));
      if (result.next_page_token) {
        queries.push({ package: { purl }, page_token: result.next_page_token });
      }
    });
  }
  return found;
}

(async () => {
  const reasons = read(accepted);
  const asked = packages();
  const found = await weaknesses(asked);
  found.forEach(({ purl, id }) => console.log(`${purl}: https://osv.dev/${id}${reasons[id] ? `, accepted: ${reasons[id]}` : ''}`));
  const open = found.filter(({ id }) => !reasons[id]);
  const unused = Object.keys(reasons).filter((id) => !found.some((weakness) => weakness.id === id));
  unused.forEach((id) => console.log(`${id} is accepted and was not found: take it out of accepted.json.`));
  console.log(`${asked.length} packages, ${found.length} known weaknesses, ${open.length} of them not accepted.`);
  process.exitCode = open.length > 0 ? 1 : 0;
})().catch((problem) => {
  console.error(`vulnerabilities: ${problem.message}${problem.cause ? `: ${problem.cause.message}` : ''}`);
  process.exitCode = 2;
});
