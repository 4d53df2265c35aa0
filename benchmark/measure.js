// Runs a command and prints its wall time and the largest memory of its whole process tree.
const { spawn } = require('node:child_process');
const fs = require('node:fs');

const [name, command, ...args] = process.argv.slice(2);
const started = process.hrtime.bigint();
const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
let peak = 0;

// Every process with its parent, and from that a process with all its descendants.
function tree(root) {
  const parents = new Map();
  for (const entry of fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name))) {
    try {
      parents.set(Number(entry), Number(/PPid:\s+(\d+)/.exec(fs.readFileSync(`/proc/${entry}/status`, 'utf8'))[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  const found = [root];
  for (let position = 0; position < found.length; position++) {
    found.push(...[...parents].filter(([, parent]) => parent === found[position]).map(([pid]) => pid));
  }
  return found;
}

function resident(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
  } catch {
    return 0;
  }
}

const timer = setInterval(() => {
  peak = Math.max(peak, tree(child.pid).reduce((sum, pid) => sum + resident(pid), 0));
}, 100);

child.on('exit', (status) => {
  clearInterval(timer);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  console.log(`${name}: ${seconds.toFixed(2)} s, ${Math.round(peak / 1024)} MiB, exit status ${status}`);
  process.exitCode = status;
});
