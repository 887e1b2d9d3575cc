import './zod-without-eval';
import 'antd/dist/reset.css';
import 'antd/dist/antd.css';
import './app/app.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { routes } from './app/routes';

// The page that will be shown is fetched while the desk is still being asked how it stands.
const address = location.hash.slice(1) || '/';
void routes.find(({ path }) => path === address)?.load();

const root = document.querySelector('#root');
if (root !== null) createRoot(root).render(<App />);
