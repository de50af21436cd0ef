<p>${item}</p>
