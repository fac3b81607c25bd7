<?php
// The database before WordPress is loaded: is it there, and how far has the set-up come?

const WAIT_SECONDS = 600;
const MARKER = 'storeweaver_setup';

function connect(): ?mysqli
{
    mysqli_report(MYSQLI_REPORT_OFF);
    [$host, $port] = explode(':', getenv('WORDPRESS_DB_HOST') ?: 'mysql:3306') + [1 => '3306'];
    $database = mysqli_init();
    $database->options(MYSQLI_OPT_CONNECT_TIMEOUT, 3);
    $connected = @$database->real_connect(
        $host,
        getenv('WORDPRESS_DB_USER') ?: '',
        getenv('WORDPRESS_DB_PASSWORD') ?: '',
        getenv('WORDPRESS_DB_NAME') ?: '',
        (int) $port
    );
    return $connected ? $database : null;
}

/** Waits for the database; ends the process with a sentence when it does not come. */
function await_database(): mysqli
{
    $deadline = time() + WAIT_SECONDS;
    while (($database = connect()) === null) {
        if (time() >= $deadline) {
            fwrite(STDERR, 'The database did not answer within ' . WAIT_SECONDS . " s: " . mysqli_connect_error() . "\n");
            exit(1);
        }
        usleep(200_000);
    }
    return $database;
}

/** What earlier runs have done: {"installed": true, "schema": "10.5.0", "applied": {…}}; empty for a new database. */
function marker(mysqli $database): array
{
    $result = $database->query("select option_value from wp_options where option_name = '" . MARKER . "'");
    $row = $result instanceof mysqli_result ? $result->fetch_row() : null;
    return $row === null || $row === false ? [] : (json_decode($row[0], true) ?: []);
}

function image_version(): string
{
    return trim(file_get_contents(__DIR__ . '/version'));
}

/** Does the marker say that a shop of this image's version, or a later one, is complete? */
function is_complete(array $marker): bool
{
    return isset($marker['applied']) && version_compare($marker['schema'] ?? '0', image_version(), '>=');
}
