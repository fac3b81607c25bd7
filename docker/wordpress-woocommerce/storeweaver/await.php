<?php
// Returns when the set-up has left its marker. The deadline is the container's start-up probe.

require __DIR__ . '/database.php';

do {
    $database = await_database();
    $complete = is_complete(marker($database));
    $database->close();
    if (!$complete) {
        usleep(300_000);
    }
} while (!$complete);
