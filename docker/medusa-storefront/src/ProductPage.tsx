import { useState } from "react"
import { Picture } from "./ProductList"
import { Link } from "./route"
import type { Product, Shop } from "./shop"

interface ProductPageProps {
  shop: Shop
  product: Product
  busy: boolean
  /** False where the shop refused. */
  add: (variant: string) => Promise<boolean>
}

export function ProductPage({ shop, product, busy, add }: ProductPageProps) {
  const variants = product.variants ?? []
  const [chosen, setChosen] = useState(variants.find((variant) => variant.inventory_quantity !== 0)?.id)
  const [added, setAdded] = useState(false)
  const variant = variants.find(({ id }) => id === chosen)
  const buy = async () => {
    setAdded(await add(variant!.id))
  }
  return (
    <article className="product">
      <Picture product={product} />
      <div>
        <h1>{product.title}</h1>
        <p className="price">{shop.money((variant ?? variants[0])?.calculated_price?.calculated_amount)}</p>
        <p>{product.description}</p>
        {variants.length > 1 && (
          <fieldset>
            <legend>{product.options?.[0]?.title ?? "Kind"}</legend>
            {variants.map((choice) => (
              <label key={choice.id} className="choice">
                <input
                  type="radio"
                  name="variant"
                  checked={choice.id === chosen}
                  disabled={choice.inventory_quantity === 0}
                  onChange={() => setChosen(choice.id)}
                />
                <span>{choice.title}</span>
              </label>
            ))}
          </fieldset>
        )}
        <button className="button" disabled={busy || !variant} onClick={buy}>
          {variant ? "Add to cart" : "Sold out"}
        </button>
        <p role="status" className="added">
          {added && (
            <>
              In your cart. <Link href="/cart">Go to the cart</Link>
            </>
          )}
        </p>
      </div>
    </article>
  )
}
