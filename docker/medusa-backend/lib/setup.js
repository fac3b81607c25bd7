// Makes the shop, or what is missing of it. Each step looks first, and a step's mark is written after its last act, so a
// run that died half-way is completed by the next.
const { spawn } = require("node:child_process")
const { prepareEnvironment, imageVersion } = require("./settings")
const marker = require("./marker")
const { personalise } = require("./personalise")

const started = Date.now()
const report = (what) => console.error(`${((Date.now() - started) / 1000).toFixed(1)} s: ${what}`)

/** One of Medusa's own commands in a process of its own; throws when it fails. */
function medusa(...args) {
  const command = ["node_modules/@medusajs/cli/cli.js", ...args]
  return new Promise((done, failed) => {
    spawn(process.execPath, command, { stdio: "inherit" })
      .on("error", failed)
      .on("close", (code) => (code === 0 ? done() : failed(new Error(`medusa ${args.join(" ")} ended with ${code}`))))
  })
}

async function main() {
  prepareEnvironment()
  const version = imageVersion()
  let client = await marker.connect()
  report("database answers")
  await marker.prepare(client)
  if (!marker.reaches(await marker.read(client, "schema"), version)) {
    // Minutes may pass; the connection is not kept open meanwhile.
    await client.end()
    await medusa("db:migrate", "--execute-safe-links")
    report(`schema of Medusa ${version}`)
    await medusa("exec", "./src/scripts/seed.js")
    report("shop seeded")
    client = await marker.connect()
    await marker.write(client, "schema", { version })
  }
  if (process.env.STORE_TEMPLATE_ONLY !== "true") {
    await personalise(client, process.env)
    report("set-up complete")
  }
  await client.end()
}

// The first process of a container ends by a signal only if it asks to; what it started ends with it.
process.once("SIGTERM", () => process.exit(143))

main().catch((error) => {
  console.error(`The set-up failed and is taken up again by the next run: ${error.message}`)
  process.exit(1)
})
