import './zod-without-eval';
import 'antd/dist/reset.css';
import 'antd/dist/antd.css';
import './app/app.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { pages } from './app/pages';
import { askAhead, createQueryClient } from './client';

// The page that will be shown, and what it shows, are fetched while the desk is still being opened.
const address = location.hash.slice(1) || '/';
const first = pages.find(({ route }) => route.path === address);
void first?.fetch();
const client = createQueryClient();
void askAhead(client, 'app.status', {});
void first?.route.ahead?.(client);

const root = document.querySelector('#root');
if (root !== null) createRoot(root).render(<App client={client} />);
