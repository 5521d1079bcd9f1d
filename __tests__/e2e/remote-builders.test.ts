import { describeRemoteBuilders } from './support/remote-builders.ts'
import { NEWEST } from './support/scene.ts'

describeRemoteBuilders(NEWEST, 'daemon')
