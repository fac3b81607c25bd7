// Makes a store in the dashboard as a newcomer does, in Chromium, and waits until it is ready:
//   node dashboard.mjs URL USER NAME FOLDER
// The last line is {"store": <id>} as JSON. Exit code 1: the dashboard did not come that far, or failed on the way.
import { mkdir } from "node:fs/promises"
import { chromium } from "playwright-core"

const [url, user, name, folder] = process.argv.slice(2)
const OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
const LONGEST_MILLIS = 300_000

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: OPTIONS })
try {
  await mkdir(folder, { recursive: true })
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  const problems = []
  page.on("pageerror", (error) => problems.push(error.message))
  await page.goto(url)
  await page.getByLabel("Your name").fill(user)
  await page.getByRole("button", { name: "Continue" }).click()
  await page.getByRole("button", { name: "Create your first store" }).click()
  await page.getByLabel("Name", { exact: true }).fill(name)
  await page.getByRole("radio", { name: /Medusa/ }).check({ force: true })
  await page.getByRole("button", { name: "Create store" }).click()
  await page.getByRole("heading", { name }).first().waitFor()
  await page.getByRole("link", { name: "Open shop" }).waitFor({ timeout: LONGEST_MILLIS })
  await page.getByText("Ready", { exact: true }).first().waitFor()
  await page.screenshot({ path: `${folder}/dashboard-ready.png` })
  if (problems.length > 0) throw new Error(problems.join("; "))
  console.log(JSON.stringify({ store: new URL(page.url()).pathname.split("/").pop() }))
} finally {
  await browser.close()
}
