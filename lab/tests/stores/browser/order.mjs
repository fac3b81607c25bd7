// Buys something in a shop as a visitor does, in Chromium, and takes pictures on the way:
//   node order.mjs medusa|woocommerce URL FOLDER
// The last line is {"order": …} as JSON. Exit code 1: the visitor could not buy, or the page failed on the way.
import { mkdir } from "node:fs/promises"
import { chromium } from "playwright-core"

const [engine, url, folder] = process.argv.slice(2)
const WIDTHS = [390, 1280]
const OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
const executablePath = process.env.CHROMIUM || "/usr/bin/chromium"

const FORM = { email: "ada@example.com", first: "Ada", last: "Lovelace", street: "12 St James's Square", city: "New York", zip: "10001" }

async function medusa(page, picture) {
  await page.goto(url)
  await page.locator(".products li").nth(5).waitFor()
  await picture("list")
  await page.locator(".products a").first().click()
  await picture("product")
  await page.getByRole("button", { name: "Add to cart" }).click()
  await page.getByText("In your cart.").waitFor()
  await page.getByRole("link", { name: /^Cart/ }).click()
  await picture("cart")
  await page.getByRole("link", { name: "Check out" }).click()
  await page.getByLabel("E-mail").fill(FORM.email)
  await page.getByLabel("First name").fill(FORM.first)
  await page.getByLabel("Last name").fill(FORM.last)
  await page.getByLabel("Street and number").fill(FORM.street)
  await page.getByLabel("Postal code").fill(FORM.zip)
  await page.getByLabel("City").fill(FORM.city)
  await page.locator(".summary .money").getByText("…").waitFor({ state: "detached" })
  await picture("checkout")
  await page.getByRole("button", { name: "Place the order" }).click()
  await page.getByRole("heading", { name: "Thank you." }).waitFor()
  await picture("order")
  return new URL(page.url()).pathname.split("/").pop()
}

async function woocommerce(page, picture) {
  await page.goto(url)
  await page.locator(".wc-block-product").nth(5).waitFor()
  await picture("list")
  await page.locator(".wc-block-product a").first().click()
  await page.getByRole("button", { name: "Add to cart", exact: true }).first().waitFor()
  await picture("product")
  await page.getByRole("button", { name: "Add to cart", exact: true }).first().click()
  await page.waitForLoadState("networkidle")
  await page.goto(new URL("/cart/", url).href)
  await page.getByRole("link", { name: "Proceed to Checkout" }).waitFor()
  await picture("cart")
  await page.goto(new URL("/checkout/", url).href)
  await page.locator("#email").waitFor()
  await page.locator("#email").fill(FORM.email)
  await fillAddress(page)
  await picture("checkout")
  await place(page)
  await picture("order")
  return Number(/order-received\/(\d+)/.exec(page.url())[1])
}

async function fillAddress(page) {
  const field = (name) => page.locator(`#shipping-${name}, #billing-${name}`).first()
  await field("first_name").fill(FORM.first)
  await field("last_name").fill(FORM.last)
  await field("address_1").fill(FORM.street)
  await field("city").fill(FORM.city)
  const state = field("state")
  if ((await state.evaluate((node) => node.tagName)) === "SELECT") await state.selectOption("NY")
  else await state.fill("New York")
  await field("postcode").fill(FORM.zip)
  // The block checkout asks the shop for shipping rates after the address; the button waits for them.
  await page.waitForLoadState("networkidle")
}

// The page goes on asking the shop for rates and totals some time after the last key, and ignores the button meanwhile.
async function place(page) {
  const button = page.getByRole("button", { name: /Place Order/i })
  for (let attempt = 0; attempt < 10 && !/order-received/.test(page.url()); attempt++) {
    await button.click({ timeout: 20_000 }).catch(() => {})
    await page.waitForURL(/order-received/, { timeout: 10_000, waitUntil: "commit" }).catch(() => {})
  }
  await page.waitForURL(/order-received/)
}

async function buy(width) {
  const browser = await chromium.launch({ executablePath, args: OPTIONS })
  try {
    const page = await browser.newPage({ viewport: { width, height: width < 600 ? 844 : 900 } })
    page.setDefaultTimeout(60_000)
    const problems = []
    page.on("pageerror", (error) => problems.push(`script: ${error.message}`))
    page.on("response", (answer) => answer.status() >= 500 && problems.push(`${answer.status()} ${answer.url()}`))
    const picture = async (name) => {
      await page.evaluate(() => [...document.images].forEach((image) => (image.loading = "eager")))
      await page.waitForFunction(() => [...document.images].every((image) => image.complete), undefined, { timeout: 30_000 })
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (wider > 1) problems.push(`${name} is ${wider} pixels wider than the screen of ${width}`)
      await page.screenshot({ path: `${folder}/${engine}-${width}-${name}.png`, fullPage: true })
    }
    const order = await { medusa, woocommerce }[engine](page, picture).catch(async (error) => {
      await page.screenshot({ path: `${folder}/${engine}-${width}-failed.png`, fullPage: true })
      throw error
    })
    if (problems.length > 0) throw new Error(problems.join("; "))
    return order
  } finally {
    await browser.close()
  }
}

await mkdir(folder, { recursive: true })
let order
for (const width of WIDTHS) order = await buy(width)
console.log(JSON.stringify({ order }))
