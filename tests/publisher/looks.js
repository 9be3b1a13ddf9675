() => {
  const names = [...getComputedStyle(document.body)].filter((name) => !name.startsWith("--"));
  return [...document.querySelectorAll("*")].flatMap((element) =>
    [null, "::before", "::after", ...(element.matches("input") ? ["::placeholder"] : [])].map((pseudo) => {
      const style = getComputedStyle(element, pseudo);
      if (pseudo && pseudo !== "::placeholder" && style.content === "none") return "";
      return `${element.tagName}.${element.className}${pseudo ?? ""} `
        + names.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
    }));
}
