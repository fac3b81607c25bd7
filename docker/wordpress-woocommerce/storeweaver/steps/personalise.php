<?php
// What is this store's own. Written when it is wanted differently than last time, and never otherwise: in between the
// merchant may have changed it.

require __DIR__ . '/wordpress.php';

load_wordpress();
$marker = json_decode((string) get_option(MARKER, ''), true) ?: [];
$before = $marker['applied'] ?? [];
$now = wanted_settings();
$differences = differences($before);
$differs = fn (string $key): bool => in_array($key, $differences, true);

if ($differs('name')) {
    update_option('blogname', $now['name']);
}
if ($differs('currency')) {
    update_option('woocommerce_currency', $now['currency']);
}
if ($differs('country')) {
    update_option('woocommerce_default_country', $now['country']);
}
if ($differs('url')) {
    move_site($before['url'] ?? (string) $GLOBALS['wpdb']->get_var("select option_value from {$GLOBALS['wpdb']->options} where option_name = 'home'"), $now['url']);
}
if ($differs('login')) {
    give_login(wanted('ADMIN_USERNAME', 'admin'), wanted('ADMIN_EMAIL', 'admin@example.com'), wanted('ADMIN_PASSWORD'));
}
if ($before === []) {
    // A shop made from a template must not share an identity with its siblings.
    update_option('woocommerce_store_id', wp_generate_uuid4());
    $GLOBALS['wpdb']->query("delete from {$GLOBALS['wpdb']->prefix}woocommerce_api_keys");
}
mark(['applied' => $now]);

/** Addresses in texts and settings; arrays in settings are taken apart, so that their lengths stay true. */
function move_site(string $from, string $to): void
{
    global $wpdb;
    // WP_HOME overrides the options while WordPress runs; they are kept true for whoever reads the database.
    $wpdb->query($wpdb->prepare("update {$wpdb->options} set option_value = %s where option_name in ('siteurl', 'home')", $to));
    if ($from === '' || $from === $to) {
        return;
    }
    $wpdb->query($wpdb->prepare("update {$wpdb->posts} set post_content = replace(post_content, %s, %s), guid = replace(guid, %s, %s)", $from, $to, $from, $to));
    $like = '%' . $wpdb->esc_like($from) . '%';
    foreach ($wpdb->get_col($wpdb->prepare("select option_name from {$wpdb->options} where option_value like %s and option_name not like '\\_%%transient%%'", $like)) as $name) {
        if ($name !== MARKER) {
            update_option($name, replace_deep(get_option($name), $from, $to));
        }
    }
}

function replace_deep(mixed $value, string $from, string $to): mixed
{
    return match (true) {
        is_string($value) => str_replace($from, $to, $value),
        is_array($value) => array_map(fn ($inner) => replace_deep($inner, $from, $to), $value),
        default => $value,
    };
}

function give_login(string $name, string $email, string $password): void
{
    global $wpdb;
    if ($password === '') {
        fwrite(STDERR, "ADMIN_PASSWORD is empty; the set-up needs it\n");
        exit(1);
    }
    // The administrator made by the install step is the one with the lowest id.
    $user = get_users(['role' => 'administrator', 'number' => 1, 'orderby' => 'ID'])[0];
    $wpdb->update($wpdb->users, [
        'user_login' => $name,
        'user_nicename' => sanitize_title($name),
        'display_name' => $name,
        'user_email' => $email,
        'user_url' => shop_url(),
    ], ['ID' => $user->ID]);
    update_user_meta($user->ID, 'nickname', $name);
    clean_user_cache($user->ID);
    // The login form hashes what it is sent with quotes escaped.
    wp_set_password(wp_slash($password), $user->ID);
    update_option('admin_email', $email);
    update_option('woocommerce_email_from_address', $email);
}
