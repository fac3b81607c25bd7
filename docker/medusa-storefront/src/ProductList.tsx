import { Link } from "./route"
import type { Product, Shop } from "./shop"

export function ProductList({ shop, products }: { shop: Shop; products: Product[] | undefined }) {
  return (
    <>
      <section className="hero">
        <h1>Good things, used every day.</h1>
        <p>Order today, pay when it arrives.</p>
      </section>
      {products && products.length === 0 && <p className="quiet">Nothing is for sale yet.</p>}
      <ul className="products">
        {(products ?? []).map((product) => (
          <li key={product.id}>
            <Link href={`/products/${encodeURIComponent(product.handle)}`}>
              <Picture product={product} lazy />
              <span className="title">{product.title}</span>
              <span className="price">{priceRange(shop, product)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

export function Picture({ product, lazy = false }: { product: Product; lazy?: boolean }) {
  if (!product.thumbnail) return <span className="picture" aria-hidden="true" />
  return <img className="picture" src={product.thumbnail} alt="" width="800" height="800" loading={lazy ? "lazy" : "eager"} />
}

function priceRange(shop: Shop, product: Product): string {
  const amounts = (product.variants ?? []).map((variant) => variant.calculated_price?.calculated_amount ?? 0)
  if (amounts.length === 0) return ""
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)]
  return least === most ? shop.money(least) : `from ${shop.money(least)}`
}
