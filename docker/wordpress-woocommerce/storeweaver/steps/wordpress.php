<?php
// Loads WordPress for a step of the set-up.

require dirname(__DIR__) . '/database.php';
require dirname(__DIR__) . '/wanted.php';

/** Adds to the marker; the step that calls this is done for good. */
function mark(array $done): void
{
    $marker = json_decode((string) get_option(MARKER, ''), true) ?: [];
    update_option(MARKER, wp_json_encode(array_merge($marker, $done)), true);
}

function load_wordpress(): void
{
    $host = parse_url(shop_url(), PHP_URL_HOST);
    $_SERVER += [
        'HTTP_HOST' => $host,
        'SERVER_NAME' => $host,
        'REQUEST_URI' => '/',
        'REQUEST_METHOD' => 'GET',
        'SERVER_PROTOCOL' => 'HTTP/1.1',
        'REMOTE_ADDR' => '127.0.0.1',
    ];
    require '/var/www/html/wp-load.php';
    require_once ABSPATH . 'wp-admin/includes/plugin.php';
    // Nobody wants mail about a shop that is being made.
    add_filter('pre_wp_mail', '__return_true', 1);
}
