// Makes the dump of a large database and the files of its site: directory, dump to begin with, megabytes, files.
const fs = require('fs');
const [directory, sample, megabytes, files] = process.argv.slice(2);
const documents = `${directory}/sites/default/documents`;
fs.rmSync(directory, { recursive: true, force: true });
fs.mkdirSync(documents, { recursive: true });
fs.writeFileSync(`${directory}/sites/default/sqlconf.php`, '<?php\n');

const dump = fs.openSync(`${directory}/openemr.sql`, 'w');
fs.writeSync(dump, fs.readFileSync(sample));
let id = 1000;
for (let size = 0; size < megabytes * 1e6; ) {
  const rows = [];
  for (let row = 0; row < 5000; row++) {
    id++;
    rows.push(`(${id},${id},'Patient ${id}','1970-01-01','2020-01-02 03:04:05','it\\'s a note; -- with (signs) of SQL ${'x'.repeat(80)}')`);
  }
  const statement = `INSERT INTO \`patient_data\` VALUES ${rows.join(',')};\n`;
  size += statement.length;
  fs.writeSync(dump, statement);
}
fs.closeSync(dump);
for (let file = 0; file < files; file++) {
  const folder = `${documents}/${(file % 997) + 1}`;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(`${folder}/${file}.pdf`, '%PDF'.repeat(2000));
}
