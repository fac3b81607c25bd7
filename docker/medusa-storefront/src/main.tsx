import { createRoot } from "react-dom/client"
import { App } from "./App"
import { Shop } from "./shop"
import "./styles.css"

const root = createRoot(document.getElementById("root")!)
try {
  const shop = await Shop.open()
  document.title = shop.name
  root.render(<App shop={shop} />)
} catch {
  root.render(
    <main>
      <p role="alert">This shop cannot be reached right now. Please try again in a minute.</p>
    </main>,
  )
}
