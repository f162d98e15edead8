import { render } from "preact";
import { App } from "./app";
import { source } from "./data/source";
import "./style/base.css";
import "./style/layout.css";
import "./style/map.css";
import "./style/incident.css";
import "./style/panels.css";

// Its code comes while the page is drawn for the first time, and before the basemap.
void source();

const page = document.getElementById("page");
if (page) render(<App />, page);
