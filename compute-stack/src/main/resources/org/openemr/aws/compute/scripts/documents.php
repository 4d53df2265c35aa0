<?php

// Reads documents that the database knows, below DIRECTORY, and says of each what it is: by its number, never by its name.
// What is not encrypted is compared with its size and its hash. What is encrypted is longer than its document.

$rows = json_decode(getenv('DOCUMENTS'), true);
if (!is_array($rows)) {
    file_put_contents('php://stderr', "ERROR: DOCUMENTS is no list\n");
    exit(1);
}

$bad = 0;
foreach ($rows as $row) {
    $verdict = verdict($row, getenv('DIRECTORY'));
    if (!in_array($verdict, ['identical', 'encrypted', 'read'], true)) {
        $bad++;
    }
    echo 'DOCUMENT ', (int) $row['id'], ' ', $verdict, "\n";
}
exit($bad === 0 ? 0 : 2);

function verdict(array $row, string $directory): string
{
    // As OpenEMR looks: the path's last directories, as many as path_depth says, and the name.
    $path = preg_replace('|^file://|', '', $row['url']);
    $words = array_slice(explode('/', $path), -1 - (int) $row['path_depth']);
    if (in_array('..', $words, true)) {
        return 'outside';
    }
    $file = $directory . '/' . implode('/', $words);
    // A document that was imported in place is where its url says, which OpenEMR tries too.
    $tail = strstr($path, '/documents/');
    if (!is_file($file) && $tail !== false && !in_array('..', explode('/', $tail), true)) {
        $file = $directory . substr($tail, strlen('/documents'));
    }
    if (!is_file($file)) {
        return 'missing';
    }
    // Reads it to its end, also where there is no hash to compare with.
    $known = strtolower((string) $row['hash']);
    $hash = @hash_file(strlen($known) === 40 ? 'sha1' : 'sha3-512', $file);
    if ($hash === false) {
        return 'unreadable';
    }
    if ($hash === $known) {
        return 'identical';
    }
    if ($known === '' && filesize($file) === (int) $row['size']) {
        return 'read';
    }
    // OpenEMR's encryption writes the number of its version first, then Base64.
    $begin = (string) file_get_contents($file, false, null, 0, 4096);
    if (preg_match('|\A00[1-9][A-Za-z0-9+/=]+\z|', $begin) && filesize($file) > (int) $row['size']) {
        return 'encrypted';
    }
    return 'different';
}
