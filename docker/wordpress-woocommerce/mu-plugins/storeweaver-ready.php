<?php
/**
 * Plugin Name: Readiness
 * Description: Says whether the shop works: its products can be listed, or, without WooCommerce, its pages.
 */

defined('ABSPATH') || exit;

add_action('rest_api_init', function (): void {
    register_rest_route('storeweaver/v1', '/ready', [
        'methods' => 'GET',
        'permission_callback' => '__return_true',
        'callback' => function (): WP_REST_Response {
            $asked = new WP_REST_Request('GET', class_exists('WooCommerce') ? '/wc/store/v1/products' : '/wp/v2/pages');
            $asked->set_query_params(['per_page' => 1]);
            $answer = rest_do_request($asked);
            $ready = !$answer->is_error();
            return new WP_REST_Response(
                $ready ? ['ready' => true] : ['ready' => false, 'reason' => $answer->as_error()->get_error_message()],
                $ready ? 200 : 503
            );
        },
    ]);
});
