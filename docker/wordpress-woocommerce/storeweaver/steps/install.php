<?php
// Tables, first user and active plugin of WordPress. The user's name and password are set by the last step.

require __DIR__ . '/wordpress.php';

define('WP_INSTALLING', true);
load_wordpress();
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

if (!is_blog_installed()) {
    wp_install('Shop', 'setup', 'setup@example.invalid', true, '', wp_generate_password(40));
}
if (get_users(['role' => 'administrator', 'number' => 1]) === []) {
    $user = username_exists('setup') ?: wp_create_user('setup', wp_generate_password(40), 'setup@example.invalid');
    (new WP_User($user))->set_role('administrator');
}
if (!term_exists('uncategorized', 'category')) {
    wp_install_defaults(get_users(['role' => 'administrator', 'number' => 1])[0]->ID);
}
update_option('permalink_structure', '/%postname%/');
$shop = 'woocommerce/woocommerce.php';
update_option('active_plugins', is_file(WP_PLUGIN_DIR . "/$shop") ? [$shop] : []);
mark(['installed' => true]);
