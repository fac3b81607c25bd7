// The stores, kept as the server tells them: once by a list, then by its event stream. Nothing here decides; it only shows.

const api = "api/v1";
const tones = {
  READY: "good", PROVISIONING: "busy", UPDATING: "busy", DELETING: "busy", DEGRADED: "bad", FAILED: "bad",
};
const engines = { woocommerce: "WooCommerce", medusa: "Medusa" };

const $ = (id) => document.getElementById(id);
const stores = new Map();
const rows = new Map();
let nextPage = null;

/** The body of an answer; throws an Error with the server's own sentence when it refuses. */
async function call(path, options = {}) {
  const answer = await fetch(`${api}${path}`, { headers: { "Content-Type": "application/json" }, ...options });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Error(body.detail ?? body.message ?? `The server answered ${answer.status} to ${options.method ?? "GET"} ${path}.`);
  }
  return body;
}

async function list(token) {
  const page = await call(`/stores?page_size=100${token ? `&page_token=${encodeURIComponent(token)}` : ""}`);
  if (!token) {
    stores.clear();
  }
  page.stores.forEach((store) => stores.set(store.id, store));
  nextPage = page.next_page_token ?? null;
  show();
}

function show() {
  const sorted = [...stores.values()]
    .filter((store) => store.status !== "DELETED")
    .sort((a, b) => b.created_at.localeCompare(a.created_at));
  const wanted = sorted.map((store) => fill(row(store.id), store));
  for (const [id, element] of rows) {
    if (!wanted.includes(element)) {
      element.remove();
      rows.delete(id);
    }
  }
  // Only what is out of place moves, so that focus and selection stay where they are.
  wanted.forEach((element, at) => {
    if ($("list").children[at] !== element) {
      $("list").insertBefore(element, $("list").children[at] ?? null);
    }
  });
  $("empty").hidden = wanted.length > 0;
  $("more").hidden = !nextPage;
  $("total").textContent = wanted.length ? `${wanted.length}${nextPage ? "+" : ""}` : "";
}

function row(id) {
  if (!rows.has(id)) {
    const element = $("store").content.firstElementChild.cloneNode(true);
    element.querySelector(".delete").addEventListener("click", () => askToDelete(id));
    element.querySelector(".retry").addEventListener("click", () => act(() => call(`/stores/${id}/retry`, { method: "POST" })));
    rows.set(id, element);
  }
  return rows.get(id);
}

function fill(element, store) {
  const part = (name) => element.querySelector(name);
  element.dataset.tone = tones[store.status] ?? "quiet";
  part(".name").textContent = store.name;
  part(".facts").textContent = [engines[store.engine] ?? store.engine, store.id].join(" · ");
  part(".status").textContent = store.status[0] + store.status.slice(1).toLowerCase();
  part(".reason").textContent = why(store);
  part(".fix").textContent = store.waiting_for?.fix ?? "";
  const progress = part("progress");
  progress.hidden = tones[store.status] !== "busy" || !store.progress?.total;
  progress.max = store.progress?.total || 1;
  progress.value = store.progress?.done ?? 0;
  progress.setAttribute("aria-label", `Progress of ${store.name}`);
  const open = part(".open");
  open.hidden = !(store.store_url && /^https?:/.test(store.store_url));
  open.href = open.hidden ? "#" : store.store_url;
  part(".retry").hidden = store.status !== "FAILED";
  part(".delete").disabled = store.status === "DELETING";
  part(".delete").setAttribute("aria-label", `Delete ${store.name}`);
  return element;
}

function why(store) {
  if (store.status === "READY") {
    return "";
  }
  return store.failure_reason ?? store.waiting_for?.message ?? store.status_reason ?? store.progress?.step ?? "";
}

/** Does something and shows the server's sentence when it refuses. */
async function act(what) {
  try {
    $("refusal").hidden = true;
    const store = await what();
    if (store?.id && store.name) {
      stores.set(store.id, store);
      show();
    }
    return true;
  } catch (refusal) {
    $("refusal").textContent = refusal.message;
    $("refusal").hidden = false;
    return false;
  }
}

function askToDelete(id) {
  const dialog = $("confirm");
  $("confirm-name").textContent = stores.get(id).name;
  dialog.returnValue = "keep";
  dialog.onclose = () => {
    if (dialog.returnValue === "delete") {
      act(() => call(`/stores/${id}`, { method: "DELETE", headers: { Prefer: "respond-async" } }));
    }
  };
  dialog.showModal();
}

function link(state, words) {
  $("link").className = `link ${state}`;
  $("link").textContent = words;
}

function listen() {
  const stream = new EventSource(`${api}/stores/stream`);
  stream.addEventListener("open", () => {
    link("up", "Live");
    list().catch(() => link("down", "The list could not be read"));
  });
  stream.addEventListener("store", (event) => {
    const store = JSON.parse(event.data);
    if (store.id && store.status) {
      stores.set(store.id, { ...stores.get(store.id), ...store });
      show();
    }
  });
  stream.addEventListener("error", () => {
    link("down", "Not connected; trying again");
    // The browser gives up after an answer that is not a stream; we do not.
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(listen, 5000);
    }
  });
}

async function banner() {
  const health = await call("/health").catch(() => ({}));
  if (health.sandbox) {
    $("sandbox").textContent = "Sandbox: a simulated cluster. Stores go through every step of their life here, but no shop runs behind their addresses.";
    $("sandbox").hidden = false;
  }
}

$("create").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector("button");
  button.disabled = true;
  const done = await act(() => call("/stores", { method: "POST", body: JSON.stringify(Object.fromEntries(new FormData(form))) }));
  button.disabled = false;
  if (done) {
    form.reset();
  }
  form.elements.name.focus();
});
$("more").addEventListener("click", () => list(nextPage).catch((refusal) => link("down", refusal.message)));

list().catch((refusal) => link("down", refusal.message));
banner();
listen();
