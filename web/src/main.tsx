import { render } from "preact";
import { App } from "./app";
import "./style/base.css";
import "./style/layout.css";
import "./style/map.css";
import "./style/incident.css";
import "./style/panels.css";

const page = document.getElementById("page");
if (page) render(<App />, page);
