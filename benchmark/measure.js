// Runs a command several times, and prints the median of its wall times with the shortest and the longest, and the largest memory of its
// whole process tree. Usage: node measure.js NAME RUNS COMMAND [ARGUMENT...]
const { spawn } = require('node:child_process');
const fs = require('node:fs');

const [name, runs, command, ...args] = process.argv.slice(2);

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

function run() {
  const started = process.hrtime.bigint();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', process.env.MEASURE_SHOWS ? 'inherit' : 'ignore'] });
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, tree(child.pid).reduce((sum, pid) => sum + resident(pid), 0));
  }, 100);
  return new Promise((resolve) => {
    child.on('exit', (status) => {
      clearInterval(timer);
      resolve({ seconds: Number(process.hrtime.bigint() - started) / 1e9, peak: Math.round(peak / 1024), status });
    });
  });
}

(async () => {
  const results = [];
  for (let number = 0; number < Number(runs); number++) {
    const result = await run();
    if (result.status !== 0) {
      console.error(`${name}: ended with ${result.status}; MEASURE_SHOWS=1 shows what it says.`);
      process.exit(1);
    }
    results.push(result);
  }
  const seconds = results.map((result) => result.seconds).sort((one, other) => one - other);
  const median = seconds[Math.floor(seconds.length / 2)];
  const range = `${seconds[0].toFixed(2)} to ${seconds[seconds.length - 1].toFixed(2)}`;
  const peak = Math.max(...results.map((result) => result.peak));
  console.log(`${name.padEnd(44)} ${median.toFixed(2).padStart(7)} s  (${range}) ${String(peak).padStart(5)} MiB`);
})();
