// Pages work without scripts; this makes them quick: panels without a reload, selects that act.
import htmx from "htmx.org";

import { openColumns } from "./columns";
import { fillAnswers } from "./answers";
import { copyTexts } from "./copy";
import { drawWhereAsked } from "./drawing";
import { findOnThePage } from "./finding";
import { actOnSelects, leaveBlanksOut } from "./selects";
import { helpWithForms } from "./forms";
import { bringFiles } from "./imports";
import { foldNavigation } from "./navigation";
import { keepReceipts } from "./receipt";
import { printPages } from "./printing";
import { openRows } from "./rows";
import { editChainGraphs } from "./chaingraph";
import { showChainMaps } from "./chainmap";
import { editChainTrees } from "./chaintree";
import { turnTheScreen } from "./screen";
import { layOutDocuments } from "./documents";
import { wordParagraphs } from "./wording";
import { searchEverything } from "./palette";
import { insertTags, sendFieldsAlong } from "./workshop";
import "./styles/main.css";

// Nothing of a page may become code, be kept in the browser's storage, or go to another host.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;
htmx.config.refreshOnHistoryMiss = true;

document.documentElement.classList.add("js");
foldNavigation();
actOnSelects();
leaveBlanksOut();
openRows();
openColumns();
printPages();
keepReceipts();
layOutDocuments();
wordParagraphs();
helpWithForms();
bringFiles();
copyTexts();
fillAnswers();
searchEverything();
insertTags();
sendFieldsAlong();
findOnThePage();
drawWhereAsked();
showChainMaps();
editChainTrees();
editChainGraphs();
turnTheScreen();
