/* global React, ReactDOM, GraphiQL */

/** The token lives as long as the tab: sessionStorage is not shared with other tabs and ends with this one. */
const KEY = "holdfast.token";
const field = document.querySelector("#token");
const root = ReactDOM.createRoot(document.querySelector("#graphiql"));

async function ask(question) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${sessionStorage.getItem(KEY) ?? ""}`,
    },
    body: JSON.stringify(question),
  });
  return response.json();
}

/** A new key makes GraphiQL read the schema again: another viewer may be allowed to. */
function show() {
  const key = sessionStorage.getItem(KEY) ?? "";
  root.render(React.createElement(GraphiQL, { key, fetcher: ask, isHeadersEditorEnabled: false }));
}

document.querySelector(".sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEY, field.value.trim());
  show();
});

field.value = sessionStorage.getItem(KEY) ?? "";
show();
