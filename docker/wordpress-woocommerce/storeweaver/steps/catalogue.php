<?php
// The first products, and their pictures. The pictures' files are put on the volume by the entrypoint; the set-up works without
// the volume, so what it writes about them is known beforehand: one square size of each.

const CATALOGUE = '/opt/storeweaver/catalogue.json';
const PICTURE_FOLDER = 'sample';
const PICTURE_PIXELS = 800;

function first_products(): void
{
    // The list shows the newest first: the first product of the catalogue is made last.
    foreach (array_reverse(json_decode(file_get_contents(CATALOGUE), true, 512, JSON_THROW_ON_ERROR)) as $item) {
        if (wc_get_product_id_by_sku($item['sku']) === 0) {
            make_product($item);
        }
    }
}

function make_product(array $item): void
{
    $product = new WC_Product_Simple();
    $product->set_props([
        'name' => $item['name'],
        'slug' => $item['handle'],
        'sku' => $item['sku'],
        'regular_price' => (string) $item['price'],
        'status' => 'publish',
        'manage_stock' => true,
        'stock_quantity' => 100,
        'short_description' => $item['description'],
        'category_ids' => [category($item['category'])],
        'image_id' => picture($item['handle'], $item['name']),
    ]);
    $product->save();
}

function category(string $name): int
{
    $found = term_exists($name, 'product_cat') ?: wp_insert_term($name, 'product_cat');
    return (int) $found['term_id'];
}

function picture(string $file, string $text): int
{
    $path = PICTURE_FOLDER . "/$file.webp";
    $known = get_posts(['post_type' => 'attachment', 'meta_key' => '_wp_attached_file', 'meta_value' => $path, 'fields' => 'ids']);
    if ($known !== []) {
        return $known[0];
    }
    $id = wp_insert_attachment(['post_title' => $text, 'post_status' => 'inherit', 'post_mime_type' => 'image/webp'], $path);
    update_post_meta($id, '_wp_attachment_image_alt', $text);
    describe_picture($id, $path);
    return $id;
}

function describe_picture(int $id, string $path): void
{
    wp_update_attachment_metadata($id, ['width' => PICTURE_PIXELS, 'height' => PICTURE_PIXELS, 'file' => $path, 'sizes' => []]);
}

/** WooCommerce made an entry for the picture of products that have none; its file is ours. */
function first_placeholder(): void
{
    $id = (int) get_option('woocommerce_placeholder_image', 0);
    if ($id > 0) {
        update_post_meta($id, '_wp_attached_file', PICTURE_FOLDER . '/placeholder.webp');
        describe_picture($id, PICTURE_FOLDER . '/placeholder.webp');
    }
}
