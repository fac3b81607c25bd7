import { useEffect, useState } from "react"
import { CartView } from "./CartView"
import { Checkout } from "./Checkout"
import type { Address, Cart, Order, Product, Shop } from "./shop"

export function App({ shop }: { shop: Shop }) {
  const [products, setProducts] = useState<Product[]>()
  const [cart, setCart] = useState<Cart>()
  const [order, setOrder] = useState<Order>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState("")

  // One thing at a time: buttons rest while the shop answers.
  const run = async (act: () => Promise<void>) => {
    setBusy(true)
    setProblem("")
    try {
      await act()
    } catch (error) {
      setProblem((error as Error).message || "The shop did not answer. Please try again.")
    } finally {
      setBusy(false)
    }
  }

  useEffect(() => {
    void run(async () => {
      const [listed, earlier] = await Promise.all([shop.products(), shop.cart()])
      setProducts(listed)
      setCart(earlier)
    })
  }, [shop])

  const add = (variant: string) => run(async () => setCart(await shop.add(cart, variant)))
  const change = (item: string, quantity: number) => run(async () => setCart(await shop.change(cart!, item, quantity)))
  const checkout = (address: Address) =>
    run(async () => {
      setOrder(await shop.order(cart!, address))
      setCart(undefined)
      scrollTo({ top: 0 })
    })

  const items = cart?.items?.length ?? 0
  return (
    <>
      <header>
        <h1>{shop.name}</h1>
        {items > 0 && <a href="#cart">Cart ({items})</a>}
      </header>
      <main aria-busy={busy}>
        {problem && <p role="alert">{problem}</p>}
        {order && (
          <p role="status">
            Thank you. Order {order.display_id} over {shop.money(order.total)} is on its way; you pay when it arrives.
          </p>
        )}
        <Products shop={shop} products={products} busy={busy} add={add} />
        {cart && items > 0 && (
          <>
            <CartView shop={shop} cart={cart} busy={busy} change={change} />
            <Checkout shop={shop} cart={cart} busy={busy} checkout={checkout} />
          </>
        )}
      </main>
    </>
  )
}

interface ProductsProps {
  shop: Shop
  products: Product[] | undefined
  busy: boolean
  add: (variant: string) => void
}

function Products({ shop, products, busy, add }: ProductsProps) {
  if (!products) return <p>Loading…</p>
  if (products.length === 0) return <p>Nothing is for sale yet.</p>
  return (
    <ul className="products">
      {products.map((product) => (
        <li key={product.id}>
          {product.thumbnail ? <img src={product.thumbnail} alt="" loading="lazy" /> : <div className="picture" aria-hidden="true" />}
          <h2>{product.title}</h2>
          <p>{product.description}</p>
          <div className="variants">
            {product.variants?.map((variant) => (
              <button key={variant.id} disabled={busy || variant.inventory_quantity === 0} onClick={() => add(variant.id)}>
                <span className="hidden">Add {product.title}, </span>
                {variant.title} · {shop.money(variant.calculated_price?.calculated_amount)}
              </button>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}
