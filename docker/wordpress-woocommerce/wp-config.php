<?php
// The same file in every store: all that differs comes from the environment.

function storeweaver_env(string $name, string $default = ''): string
{
    $value = getenv($name);
    return $value === false ? $default : $value;
}

// Visitors may come by any of the store's names; a name that is not the store's leads to its first one.
function storeweaver_host(): string
{
    $asked = strtolower($_SERVER['HTTP_HOST'] ?? '');
    $wellFormed = preg_match('/^[a-z0-9.-]+(:\d{1,5})?$/', $asked) === 1;
    $hosts = array_filter(explode(',', storeweaver_env('STORE_HOSTS')));
    if ($hosts === []) {
        return $wellFormed ? $asked : 'localhost';
    }
    return $wellFormed && in_array(explode(':', $asked)[0], $hosts, true) ? $asked : $hosts[0];
}

$secure = str_starts_with(storeweaver_env('STORE_URL'), 'https://')
    || ($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'https';
if ($secure) {
    $_SERVER['HTTPS'] = 'on';
}
define('WP_HOME', ($secure ? 'https://' : 'http://') . storeweaver_host());
define('WP_SITEURL', WP_HOME);

define('DB_NAME', storeweaver_env('WORDPRESS_DB_NAME'));
define('DB_USER', storeweaver_env('WORDPRESS_DB_USER'));
define('DB_PASSWORD', storeweaver_env('WORDPRESS_DB_PASSWORD'));
define('DB_HOST', storeweaver_env('WORDPRESS_DB_HOST', 'mysql:3306'));
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
$table_prefix = 'wp_';

foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $purpose) {
    define($purpose . '_KEY', hash_hmac('sha256', $purpose . '_KEY', storeweaver_env('WORDPRESS_SECRET')));
    define($purpose . '_SALT', hash_hmac('sha256', $purpose . '_SALT', storeweaver_env('WORDPRESS_SECRET')));
}

// Without "direct", WooCommerce's logger asks for FTP and the checkout fails.
define('FS_METHOD', 'direct');
// The code is the image's: what a plugin installed here would be gone with the pod.
define('DISALLOW_FILE_MODS', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', storeweaver_env('EXTERNAL_HTTP', 'true') !== 'true');
define('WP_DEBUG', false);
define('WP_DEBUG_DISPLAY', false);

if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
