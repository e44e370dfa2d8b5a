// Shows what the server sends while no page is open (docs/protocol, N29.8), and opens the page when it is touched.
self.addEventListener("push", (event) => {
  const { title, body, lang, tag } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, lang, tag }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients
      .matchAll({ type: "window" })
      .then(([page]) => (page === undefined ? self.clients.openWindow("/") : page.focus())),
  );
});
