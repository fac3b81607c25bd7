import { useEffect, useState } from "react"
import { CartPage } from "./CartPage"
import { CheckoutPage } from "./CheckoutPage"
import { OrderPage } from "./OrderPage"
import { ProductList } from "./ProductList"
import { ProductPage } from "./ProductPage"
import { go, Link, useRoute } from "./route"
import type { Address, Cart, Product, Shop } from "./shop"

export function App({ shop }: { shop: Shop }) {
  const route = useRoute()
  const [products, setProducts] = useState<Product[]>()
  const [cart, setCart] = useState<Cart>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState("")

  // One thing at a time: buttons rest while the shop answers. True where it did what was asked.
  const run = async (act: () => Promise<void>) => {
    setBusy(true)
    setProblem("")
    try {
      await act()
      return true
    } catch (error) {
      setProblem((error as Error).message || "The shop did not answer. Please try again.")
      return false
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
  const order = (address: Address) =>
    run(async () => {
      const placed = await shop.order(cart!, address)
      setCart(undefined)
      go(`/order/${placed.id}`)
    })

  const page = () => {
    const [first, second] = route
    if (first === undefined) return <ProductList shop={shop} products={products} />
    if (first === "products" && second) {
      const product = products?.find(({ handle }) => handle === second)
      if (!products) return <p className="quiet">Loading…</p>
      if (product) return <ProductPage key={product.id} shop={shop} product={product} busy={busy} add={add} />
    }
    if (first === "cart") return <CartPage shop={shop} cart={cart} busy={busy} change={change} />
    if (first === "checkout") return <CheckoutPage shop={shop} cart={cart} busy={busy} order={order} />
    if (first === "order" && second) return <OrderPage key={second} shop={shop} id={second} />
    return <NotFound />
  }

  return (
    <>
      <Header name={shop.name} cart={cart} />
      <main aria-busy={busy}>
        {problem && (
          <p role="alert" className="notice">
            {problem}
          </p>
        )}
        {page()}
      </main>
      <footer>
        <span>{shop.name}</span>
        <span>Cash on delivery · flat-rate shipping</span>
      </footer>
    </>
  )
}

function Header({ name, cart }: { name: string; cart: Cart | undefined }) {
  const count = cart?.items?.reduce((sum, item) => sum + item.quantity, 0) ?? 0
  return (
    <header>
      <Link className="name" href="/">
        {name}
      </Link>
      <nav>
        <Link href="/">Shop</Link>
        <Link className="cart-link" href="/cart" aria-label={`Cart, ${count} ${count === 1 ? "item" : "items"}`}>
          Cart{count > 0 && <span className="count">{count}</span>}
        </Link>
      </nav>
    </header>
  )
}

function NotFound() {
  return (
    <section className="empty">
      <h1>There is no such page.</h1>
      <Link className="button" href="/">
        To the shop
      </Link>
    </section>
  )
}
