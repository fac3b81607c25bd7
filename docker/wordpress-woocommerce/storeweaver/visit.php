<?php
// Asks this pod's own nginx for paths, so that PHP-FPM's warm workers do the work and no second PHP has to load WordPress.

$host = explode(',', getenv('STORE_HOSTS') ?: 'localhost')[0];
$context = stream_context_create(['http' => [
    'header' => "Host: $host\r\nConnection: close",
    'timeout' => 55,
    'follow_location' => 0,
    'ignore_errors' => true,
]]);
foreach (array_slice($argv, 1) as $path) {
    @file_get_contents("http://127.0.0.1:8080$path", false, $context);
}
